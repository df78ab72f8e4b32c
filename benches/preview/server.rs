//! Turns a command into a running preview server: whether it answers, what it says and when, what it costs.
//!
//! It knows no generator.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

/// mdBook builds 20,000 pages in minutes.
const PATIENCE: Duration = Duration::from_secs(600);

/// How often a server that does not answer yet is asked.
const PAUSE: Duration = Duration::from_millis(1);

/// What a process says, line by line, with the time at which it was read.
pub type Said = Arc<Mutex<Vec<(Instant, String)>>>;

/// A server of this benchmark; it ends with it.
pub struct Server {
    process: Child,
    pub port: u16,
    pub started: Instant,
    pub said: Said,
}

/// A port that nobody uses now.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

impl Server {
    pub fn start(mut command: Command, port: u16) -> Result<Server, String> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let started = Instant::now();
        let mut process = command.spawn().map_err(|error| format!("{command:?}: {error}"))?;
        let said = Said::default();
        listen(process.stdout.take().expect("piped"), said.clone());
        listen(process.stderr.take().expect("piped"), said.clone());
        Ok(Server { process, port, started, said })
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Waits until the page is there and holds a text; says how long after its start that was.
    pub fn first_page(&mut self, path: &str, text: &str) -> Result<Duration, String> {
        let deadline = self.started + PATIENCE;
        loop {
            if let Ok((200, body)) = get(self.port, path)
                && contains(&body, text.as_bytes())
            {
                return Ok(self.started.elapsed());
            }
            if let Ok(Some(status)) = self.process.try_wait() {
                return Err(format!("the server ended ({status}):\n{}", self.last_words()));
            }
            if Instant::now() > deadline {
                return Err(format!("no page {path} in {PATIENCE:?}:\n{}", self.last_words()));
            }
            sleep(PAUSE);
        }
    }

    /// The last lines it said.
    pub fn last_words(&self) -> String {
        let said = self.said.lock().expect("nothing panics while it is held");
        let last: Vec<&str> = said.iter().rev().take(30).map(|(_, line)| line.as_str()).collect();
        last.into_iter().rev().collect::<Vec<_>>().join("\n")
    }

    /// Waits until it does nothing any more, so that no edit pays for the one before.
    pub fn idle(&self) {
        let deadline = Instant::now() + Duration::from_secs(120);
        let mut before = self.ticks();
        loop {
            // A second look at new folders comes after 250 ms, polls of others after more.
            sleep(Duration::from_millis(300));
            let now = self.ticks();
            // A tick is 10 ms.
            if now <= before + 1 || Instant::now() > deadline {
                return;
            }
            before = now;
        }
    }

    /// Processor time used so far, in the system's ticks; where it does not say, always the same.
    fn ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap_or_default();
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        let mut fields = after_name.split_whitespace().skip(11);
        let mut field = || fields.next().and_then(|field| field.parse::<u64>().ok()).unwrap_or(0);
        field() + field()
    }

    /// Memory that it holds, in bytes; `None` where the system does not say.
    pub fn memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
    }

    pub fn is_running(&mut self) -> bool {
        matches!(self.process.try_wait(), Ok(None))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn listen(stream: impl Read + Send + 'static, said: Said) {
    spawn(move || {
        for line in BufReader::new(stream).split(b'\n') {
            let Ok(line) = line else { return };
            let line = String::from_utf8_lossy(&line).into_owned();
            said.lock().expect("nothing panics while it is held").push((Instant::now(), line));
        }
    });
}

/// Status and body of one request on a connection of its own.
pub fn get(port: u16, path: &str) -> std::io::Result<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    Ok((status, bytes.split_off(end + 4)))
}

pub fn contains(body: &[u8], text: &[u8]) -> bool {
    body.windows(text.len()).any(|window| window == text)
}
