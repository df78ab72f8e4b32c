//! Turns a heap of errands into the one to run next: no host is asked too often or too much at once.
//!
//! It knows the time only as it is told.

use super::errand::Errand;
use super::target::host;
use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

/// So many requests to one host may be on their way.
const AT_ONCE: usize = 4;

/// The errands that wait, by host.
#[derive(Default)]
pub struct Board {
    hosts: BTreeMap<String, Queue>,
    /// Errands that wait or are on their way.
    open: usize,
}

#[derive(Default)]
struct Queue {
    errands: VecDeque<(Option<Instant>, Errand)>,
    /// Before this nothing is asked of the host.
    not_before: Option<Instant>,
    active: usize,
}

/// What a worker may do.
pub enum Next {
    Run(Box<Errand>),
    /// Nothing before this time, unless another worker is done.
    Sleep(Instant),
    /// Nothing until another worker is done.
    Idle,
    Finished,
}

impl Board {
    pub fn new(errands: Vec<Errand>) -> Board {
        let mut board = Board { hosts: BTreeMap::new(), open: errands.len() };
        for errand in errands {
            board.queue(&host(&errand.url)).errands.push_back((None, errand));
        }
        board
    }

    /// The errand to run now; `pause` says how long a host wants to be left alone between two requests.
    pub fn next(&mut self, now: Instant, pause: impl Fn(&str) -> Duration) -> Next {
        if self.open == 0 {
            return Next::Finished;
        }
        let mut soonest: Option<Instant> = None;
        for (name, queue) in &mut self.hosts {
            if queue.active >= AT_ONCE || queue.errands.is_empty() {
                continue;
            }
            let ready = |at: Option<Instant>| at.max(queue.not_before).filter(|at| *at > now);
            match queue.errands.iter().position(|(at, _)| ready(*at).is_none()) {
                Some(place) => {
                    let (_, errand) = queue.errands.remove(place).expect("it was just found there");
                    queue.active += 1;
                    queue.not_before = Some(now + pause(name));
                    return Next::Run(Box::new(errand));
                }
                None => soonest = queue.errands.iter().filter_map(|(at, _)| ready(*at)).chain(soonest).min(),
            }
        }
        soonest.map_or(Next::Idle, Next::Sleep)
    }

    /// Takes back an errand that was asking `asked`, to run it again, not before `at`.
    pub fn put_back(&mut self, asked: &str, errand: Errand, at: Option<Instant>) {
        self.leave(asked);
        self.queue(&host(&errand.url)).errands.push_back((at, errand));
    }

    /// Leaves a host alone until a time.
    pub fn rest(&mut self, name: &str, until: Instant) {
        let queue = self.queue(name);
        queue.not_before = queue.not_before.max(Some(until));
    }

    /// An errand that was asking `asked` is done.
    pub fn done(&mut self, asked: &str) {
        self.leave(asked);
        self.open -= 1;
    }

    fn leave(&mut self, name: &str) {
        self.queue(name).active -= 1;
    }

    fn queue(&mut self, name: &str) -> &mut Queue {
        self.hosts.entry(name.to_owned()).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errands(urls: &[&str]) -> Vec<Errand> {
        urls.iter().map(|url| Errand::new(url, Default::default()).expect("an address")).collect()
    }

    fn run(board: &mut Board, now: Instant) -> Option<Errand> {
        match board.next(now, |_| Duration::from_millis(100)) {
            Next::Run(errand) => Some(*errand),
            _ => None,
        }
    }

    #[test]
    fn a_host_is_left_alone_between_two_requests_while_others_are_asked() {
        let now = Instant::now();
        let mut board = Board::new(errands(&["http://a.dev/1", "http://a.dev/2", "http://b.dev/1"]));
        let first = run(&mut board, now).expect("an errand");
        assert_eq!(&*first.resource, "http://a.dev/1");
        assert_eq!(&*run(&mut board, now).expect("an errand").resource, "http://b.dev/1");
        assert!(
            matches!(board.next(now, |_| Duration::ZERO), Next::Sleep(at) if at == now + Duration::from_millis(100))
        );
        let later = now + Duration::from_millis(100);
        assert_eq!(&*run(&mut board, later).expect("an errand").resource, "http://a.dev/2");
        assert!(matches!(board.next(later, |_| Duration::ZERO), Next::Idle));
        for name in ["a.dev", "a.dev", "b.dev"] {
            board.done(name);
        }
        assert!(matches!(board.next(later, |_| Duration::ZERO), Next::Finished));
    }

    #[test]
    fn a_host_that_asks_for_rest_gets_it_and_a_redirect_changes_the_queue() {
        let now = Instant::now();
        let mut board = Board::new(errands(&["http://a.dev/1", "http://a.dev/2"]));
        let mut first = run(&mut board, now).expect("an errand");
        board.rest("a.dev", now + Duration::from_secs(9));
        first.url = "http://b.dev/".parse().expect("an address");
        board.put_back("a.dev", first, None);
        let later = now + Duration::from_secs(1);
        assert_eq!(run(&mut board, later).expect("an errand").url.as_str(), "http://b.dev/");
        assert!(run(&mut board, later).is_none());
        assert!(run(&mut board, now + Duration::from_secs(9)).is_some());
    }

    #[test]
    fn only_a_few_requests_to_one_host_are_on_their_way() {
        let now = Instant::now();
        let urls: Vec<String> = (0..9).map(|number| format!("http://a.dev/{number}")).collect();
        let mut board = Board::new(errands(&urls.iter().map(String::as_str).collect::<Vec<_>>()));
        let taken = (0..9).filter(|_| matches!(board.next(now, |_| Duration::ZERO), Next::Run(_))).count();
        assert_eq!(taken, AT_ONCE);
    }
}
