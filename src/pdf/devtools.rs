//! Turns commands of the DevTools protocol into answers and events, each in its time or not at all.
//!
//! It knows no page.

use super::{Browser, Fault, Manner};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::ErrorKind;
use std::net::TcpStream;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Error, Message, WebSocket, client::client_with_config};

/// How often it is looked whether the user wants no more.
const BREATH: Duration = Duration::from_millis(200);

/// A connection to a browser.
pub struct DevTools {
    socket: WebSocket<TcpStream>,
    session: Option<String>,
    commands: u64,
    events: VecDeque<Value>,
    manner: Manner,
    deadline: Instant,
    /// Dropped last: by then the socket has asked it to close.
    browser: Browser,
}

impl DevTools {
    pub fn connect(browser: Browser, manner: &Manner) -> Result<DevTools, Fault> {
        let (host, path) = &browser.devtools;
        let stream = TcpStream::connect(host).map_err(gone)?;
        stream.set_read_timeout(Some(manner.patience)).map_err(gone)?;
        stream.set_write_timeout(Some(manner.patience)).map_err(gone)?;
        stream.set_nodelay(true).map_err(gone)?;
        // A printed handbook is one message, and may be long.
        let mut limits = WebSocketConfig::default();
        limits.max_message_size = None;
        limits.max_frame_size = None;
        let (socket, _) = client_with_config(format!("ws://{host}{path}"), stream, Some(limits)).map_err(gone)?;
        let deadline = Instant::now() + manner.patience;
        Ok(DevTools {
            socket,
            session: None,
            commands: 0,
            events: VecDeque::new(),
            manner: manner.clone(),
            deadline,
            browser,
        })
    }

    /// Opens a tab, which all commands are for from now on.
    pub fn open_tab(&mut self) -> Result<(), Fault> {
        let target = self.call("Target.createTarget", json!({"url": "about:blank"}))?;
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let session = self.call("Target.attachToTarget", attach)?;
        self.session = session["sessionId"].as_str().map(str::to_owned);
        Ok(())
    }

    /// Gives what follows as much time as the user allows for one page.
    pub fn take_time(&mut self) {
        self.deadline = Instant::now() + self.manner.patience;
    }

    /// Runs one command of the protocol.
    pub fn call(&mut self, command: &str, parameters: Value) -> Result<Value, Fault> {
        let number = self.send(command, parameters)?;
        loop {
            let message = self.read()?;
            if message["id"] == number {
                return result(message, command);
            }
            self.events.push_back(message);
        }
    }

    /// What happened, or happens next.
    pub fn event(&mut self) -> Result<Value, Fault> {
        match self.events.pop_front() {
            Some(event) => Ok(event),
            None => self.read(),
        }
    }

    /// Sends a command without waiting for its answer, and tells its number.
    pub fn send(&mut self, command: &str, parameters: Value) -> Result<u64, Fault> {
        self.commands += 1;
        let mut message = json!({"id": self.commands, "method": command, "params": parameters});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(message.to_string())).map_err(gone)?;
        Ok(self.commands)
    }

    fn read(&mut self) -> Result<Value, Fault> {
        loop {
            if self.manner.stop.load(Ordering::Relaxed) {
                return Err(Fault::Interrupted);
            }
            let left = self.deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Fault::Slow { patience: self.manner.patience });
            }
            self.socket.get_ref().set_read_timeout(Some(left.min(BREATH))).map_err(gone)?;
            match self.socket.read() {
                Ok(Message::Text(text)) => return serde_json::from_str(&text).map_err(gone),
                Ok(_) => {}
                Err(Error::Io(error)) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(error) => return Err(gone(error)),
            }
        }
    }
}

impl Drop for DevTools {
    fn drop(&mut self) {
        self.session = None;
        // One that hangs would not close.
        if Instant::now() > self.deadline || self.send("Browser.close", json!({})).is_err() {
            self.browser.kill();
        }
    }
}

/// What a command came to, by the message that answers it.
pub fn result(mut answer: Value, command: &str) -> Result<Value, Fault> {
    if answer["error"].is_null() {
        return Ok(answer["result"].take());
    }
    let reason = answer["error"]["message"].as_str().unwrap_or_default().to_owned();
    Err(Fault::Refused { command: command.to_owned(), reason })
}

fn gone(error: impl ToString) -> Fault {
    Fault::Gone(error.to_string())
}
