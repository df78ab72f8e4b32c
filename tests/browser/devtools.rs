//! Turns commands of the DevTools protocol into what a reader does in one tab of a real Chromium, and waits for it.
//!
//! It knows nothing of sites. Everything has a time limit; what does not come in time fails the test that waits for it.

use crate::chromium::Chromium;
use serde_json::{Value, json};
use std::io::ErrorKind;
use std::net::TcpStream;
use std::time::{Duration, Instant};
use tungstenite::{Error, Message, WebSocket, client};

/// For one command, one page, one condition.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a condition of a page is looked at.
const PAUSE: Duration = Duration::from_millis(25);

/// One tab of a Chromium of its own.
pub struct Tab {
    socket: WebSocket<TcpStream>,
    session: Option<String>,
    commands: u64,
    events: Vec<Value>,
    scripts: bool,
    /// Dropped last: by then the socket has asked it to close.
    _chromium: Chromium,
}

impl Tab {
    pub fn open() -> Tab {
        let chromium = Chromium::start();
        let (host, path) = &chromium.devtools;
        let stream = TcpStream::connect(host).expect("DevTools listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        stream.set_write_timeout(Some(PATIENCE)).expect("a time limit");
        stream.set_nodelay(true).expect("an open connection");
        let (socket, _) = client(format!("ws://{host}{path}"), stream).expect("DevTools speaks WebSocket");
        let mut tab =
            Tab { socket, session: None, commands: 0, events: Vec::new(), scripts: true, _chromium: chromium };
        let target = tab.call("Target.createTarget", json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = tab.call("Target.attachToTarget", attach);
        tab.session = Some(session["sessionId"].as_str().expect("a session").to_owned());
        for domain in ["Page", "Runtime", "Network", "Log"] {
            tab.call(&format!("{domain}.enable"), json!({}));
        }
        tab.call("Page.setLifecycleEventsEnabled", json!({"enabled": true}));
        // Scrolling jumps, so that a position is final when it is read.
        tab.media(&[("prefers-reduced-motion", "reduce")]);
        tab.window(1280, 800);
        tab
    }

    /// Runs one command of the protocol.
    pub fn call(&mut self, method: &str, parameters: Value) -> Value {
        let number = self.send(method, parameters).unwrap_or_else(|error| panic!("{method}: {error}"));
        let answer = self.answer(number, method);
        assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
        answer["result"].clone()
    }

    /// Loads a page, and waits until it and everything it asked for is there.
    pub fn load(&mut self, url: &str) {
        let mut seen = self.events.len();
        let answer = self.call("Page.navigate", json!({"url": url}));
        assert!(answer["errorText"].is_null(), "{url}: {}", answer["errorText"]);
        let Some(loader) = answer["loaderId"].as_str() else { return self.settle() };
        let is_loaded = |event: &Value| {
            let event = (&event["method"], &event["params"]);
            event.0 == "Page.lifecycleEvent" && event.1["loaderId"] == loader && event.1["name"] == "load"
        };
        let deadline = Instant::now() + PATIENCE;
        while !self.events[seen..].iter().any(is_loaded) {
            seen = self.events.len();
            let event = self.read(deadline).unwrap_or_else(|| panic!("{url}: does not finish loading"));
            self.events.push(event);
        }
        self.settle();
    }

    /// Goes to a page that may lead elsewhere before it is there.
    pub fn visit(&mut self, url: &str) {
        let answer = self.call("Page.navigate", json!({"url": url}));
        assert!(answer["errorText"].is_null(), "{url}: {}", answer["errorText"]);
    }

    /// The value of an expression in the page; a promise is waited for.
    pub fn value(&mut self, expression: &str) -> Value {
        let parameters = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let answer = self.call("Runtime.evaluate", parameters);
        assert!(answer["exceptionDetails"].is_null(), "{expression}\n{:#}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    pub fn text(&mut self, expression: &str) -> String {
        let value = self.value(expression);
        value.as_str().unwrap_or_else(|| panic!("{expression}: {value} is no text")).to_owned()
    }

    /// Waits until the page is at this path and fragment, and loaded.
    pub fn arrives(&mut self, place: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let here = self.place();
            if here == place {
                return self.settle();
            }
            assert!(Instant::now() < deadline, "the reader is at {here}, not at {place}");
            std::thread::sleep(PAUSE);
        }
    }

    /// Where the reader is, once the page is there; between two pages there is nothing to ask, and so nothing here.
    fn place(&mut self) -> Value {
        let expression = "document.readyState === 'complete' && location.pathname + location.hash";
        let number = self.send("Runtime.evaluate", json!({"expression": expression})).expect("DevTools listens");
        self.answer(number, "the page's address")["result"]["result"]["value"].clone()
    }

    /// Whether an expression is true; nothing is while a page makes way for another.
    fn holds(&mut self, expression: &str) -> bool {
        let expression = format!("Boolean({expression})");
        let parameters = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let number = self.send("Runtime.evaluate", parameters).expect("DevTools listens");
        let answer = self.answer(number, "Runtime.evaluate");
        let between = answer["error"]["code"] == -32000;
        assert!(between || answer["error"].is_null(), "{expression}: {}", answer["error"]);
        let thrown = &answer["result"]["exceptionDetails"];
        assert!(thrown.is_null(), "{expression}\n{thrown:#}");
        answer["result"]["result"]["value"] == true
    }

    /// Waits until an expression is true.
    pub fn until(&mut self, expression: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.holds(expression) {
            assert!(Instant::now() < deadline, "never true: {expression}");
            std::thread::sleep(PAUSE);
        }
    }

    /// Presses a key and lets it go, such as `Escape`, `Tab` or `Shift+Tab`.
    pub fn key(&mut self, key: &str) {
        let (key, modifiers) = key.strip_prefix("Shift+").map_or((key, 0), |key| (key, 8));
        let code = match key {
            "Escape" => 27,
            "Tab" => 9,
            "Enter" => 13,
            "ArrowRight" => 39,
            "ArrowUp" => 38,
            "ArrowDown" => 40,
            "/" => 191,
            _ => panic!("{key} has no number here"),
        };
        let text = match key {
            "Enter" => "\r",
            "/" => "/",
            _ => "",
        };
        for kind in ["keyDown", "keyUp"] {
            let event = json!({
                "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text, "modifiers": modifiers,
            });
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// Types a text where the focus is.
    pub fn types(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    /// Clicks in the middle of the first element that matches, as a reader would: it must be in sight.
    pub fn click(&mut self, selector: &str) {
        self.click_on(&format!("document.querySelector({selector:?})"), 0);
    }

    /// Moves the mouse over the element that an expression gives.
    pub fn hover(&mut self, element: &str) {
        let place = self.middle(element);
        self.mouse("mouseMoved", &place, 0);
    }

    /// Clicks on the element that an expression gives, with these keys held (1 is Alt).
    pub fn click_on(&mut self, element: &str, keys: u8) {
        let place = self.middle(element);
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            self.mouse(kind, &place, keys);
        }
    }

    fn mouse(&mut self, kind: &str, place: &Value, keys: u8) {
        let button = if kind == "mouseMoved" { "none" } else { "left" };
        let buttons = u8::from(kind == "mousePressed");
        let event = json!({
            "type": kind, "x": place["x"], "y": place["y"], "button": button, "buttons": buttons, "clickCount": 1,
            "modifiers": keys,
        });
        self.call("Input.dispatchMouseEvent", event);
    }

    /// The middle of the element that an expression gives; it must be in sight.
    fn middle(&mut self, element: &str) -> Value {
        let find = format!(
            "(() => {{
                const element = {element};
                if (!element) return 'there is none';
                const box = element.getClientRects()[0];
                if (!box) return 'it is not shown';
                const x = box.left + box.width / 2, y = box.top + box.height / 2;
                const top = element.getRootNode().elementFromPoint(x, y);
                if (!top) return 'it is out of sight';
                if (!element.contains(top)) return 'it is below ' + top.outerHTML.slice(0, 100);
                return {{x, y}};
            }})()"
        );
        let place = self.value(&find);
        assert!(place.is_object(), "no way to {element}: {place}");
        place
    }

    /// The size of the window, in CSS pixels.
    pub fn window(&mut self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", size);
    }

    /// What the reader's system asks for; replaces what was asked for before.
    pub fn media(&mut self, features: &[(&str, &str)]) {
        let features: Vec<Value> = features.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.call("Emulation.setEmulatedMedia", json!({"features": features}));
    }

    /// Runs no script of any page from now on.
    pub fn without_scripts(&mut self) {
        self.call("Emulation.setScriptExecutionDisabled", json!({"value": true}));
        self.scripts = false;
    }

    /// What happened since the last call.
    pub fn events(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.events)
    }

    /// The next event, once those that were kept are taken; `None` if it does not come in time.
    pub fn next(&mut self, deadline: Instant) -> Option<Value> {
        self.read(deadline)
    }

    /// Lets the page draw twice: what it does upon scrolling it does before it draws.
    fn settle(&mut self) {
        let drawn = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))";
        let parameters = json!({"expression": drawn, "awaitPromise": true});
        while self.scripts {
            let number = self.send("Runtime.evaluate", parameters.clone()).expect("the browser listens");
            let error = self.answer(number, "Runtime.evaluate")["error"].clone();
            // A page that leads elsewhere takes the answer with it; the next one is waited for.
            if !error["message"].as_str().is_some_and(|said| said.contains("navigated")) {
                assert!(error.is_null(), "{error}");
                return;
            }
        }
    }

    fn send(&mut self, method: &str, parameters: Value) -> Result<u64, Error> {
        self.commands += 1;
        let mut command = json!({"id": self.commands, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            command["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(command.to_string()))?;
        Ok(self.commands)
    }

    /// The answer to a command; what happens meanwhile is kept.
    fn answer(&mut self, number: u64, what: &str) -> Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let message = self.read(deadline).unwrap_or_else(|| panic!("{what}: no answer"));
            if message["id"] == number {
                return message;
            }
            self.events.push(message);
        }
    }

    /// The next message, or `None` if it does not come in time.
    fn read(&mut self, deadline: Instant) -> Option<Value> {
        let left = deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())?;
        self.socket.get_ref().set_read_timeout(Some(left)).expect("a time limit");
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).expect("DevTools speaks JSON")),
                Ok(_) => {}
                Err(Error::Io(error)) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    return None;
                }
                Err(error) => panic!("the browser is gone: {error}"),
            }
        }
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        self.session = None;
        let _ = self.send("Browser.close", json!({}));
    }
}
