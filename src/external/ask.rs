//! Turns errands into records with a few threads that share a board; answers come to the caller one by one.

use super::board::{Board, Next};
use super::errand::{Errand, Reply, Step};
use super::records::Record;
use super::target::host;
use super::wire::Wire;
use crate::answers::Reason;
use crate::config::External;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Sender};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Threads that wait for servers: hardly any work, so more of them than processors.
const WORKERS: usize = 32;

/// Runs all errands; `told` gets each resource with what was learnt of it, in the caller's thread.
pub fn ask(errands: Vec<Errand>, settings: &External, mut told: impl FnMut(Box<str>, Record)) {
    let workers = WORKERS.min(errands.len());
    let desk = Desk { board: Mutex::new(Board::new(errands)), changed: Condvar::new() };
    let wire = Wire::new(settings);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let sender = sender.clone();
            let (desk, wire) = (&desk, &wire);
            scope.spawn(move || work(desk, wire, settings, &sender));
        }
        drop(sender);
        for (resource, record) in receiver {
            told(resource, record);
        }
    });
}

struct Desk {
    board: Mutex<Board>,
    changed: Condvar,
}

impl Desk {
    fn board(&self) -> MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next errand; `None` when all are done.
    fn take(&self, settings: &External) -> Option<Errand> {
        let pause = |host: &str| Duration::from_millis(settings.manner(host).pause_milliseconds.into());
        let mut board = self.board();
        loop {
            let now = Instant::now();
            board = match board.next(now, pause) {
                Next::Run(errand) => return Some(*errand),
                Next::Finished => return None,
                Next::Idle => self.changed.wait(board).unwrap_or_else(PoisonError::into_inner),
                Next::Sleep(until) => {
                    let waited = self.changed.wait_timeout(board, until.saturating_duration_since(now));
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}

fn work(desk: &Desk, wire: &Wire, settings: &External, sender: &Sender<(Box<str>, Record)>) {
    while let Some(mut errand) = desk.take(settings) {
        let asked = host(&errand.url);
        let manner = settings.manner(&asked);
        // A worker that ended with its errand in its hands would be waited for without end.
        let reply = catch_unwind(AssertUnwindSafe(|| wire.request(&errand, &manner)));
        let reply = reply.unwrap_or(Reply::Failed(Reason::Garbage));
        let step = errand.step(reply, &manner, settings);
        let mut board = desk.board();
        match step {
            Step::Ask => board.put_back(&asked, errand, None),
            Step::Wait { time, host } => {
                let until = Instant::now() + time;
                if host {
                    board.rest(&asked, until);
                }
                board.put_back(&asked, errand, Some(until));
            }
            Step::Done(record) => {
                board.done(&asked);
                // The caller is gone only when its thread panicked.
                let _ = sender.send((errand.resource, record));
            }
        }
        drop(board);
        desk.changed.notify_all();
    }
}
