//! Turns replies of every kind into the steps that should follow.

use super::*;
use crate::answers::Anchor;
use crate::config::Pattern;

fn manner() -> Manner {
    Manner { accept: vec![418], fragments: true, timeout_seconds: 1, pause_milliseconds: 0, attempts: 3 }
}

fn errand(fragments: &[&str]) -> Errand {
    Errand::new("https://a.dev/x", fragments.iter().map(|id| (*id).into()).collect()).expect("an address")
}

fn status(status: u16) -> Reply {
    Reply::Answered(Response { status, ..Response::default() })
}

fn to(status: u16, location: &str) -> Reply {
    Reply::Answered(Response { status, location: Some(location.to_owned()), ..Response::default() })
}

fn html(text: &str) -> Reply {
    Reply::Answered(Response { status: 200, page: Some(Page::read(text.as_bytes(), true)), ..Response::default() })
}

/// What is known after these replies, which must all be used up.
fn learnt(errand: &mut Errand, replies: Vec<Reply>) -> Record {
    let mut replies = replies.into_iter();
    loop {
        let reply = replies.next().expect("another request than expected");
        if let Step::Done(record) = errand.step(reply, &manner(), &External::default()) {
            assert!(replies.next().is_none(), "fewer requests than expected");
            return record;
        }
    }
}

fn answer(replies: Vec<Reply>) -> Answer {
    learnt(&mut errand(&[]), replies).answer
}

#[test]
fn answers_mean_what_they_say() {
    use Answer::{Found, Missing, Refused, Trouble};
    let failed = |reason| Reply::Failed(reason);
    let cases = [
        (vec![status(200)], Found),
        (vec![status(204)], Found),
        (vec![status(418)], Found),
        (vec![status(404), status(404)], Missing(404)),
        (vec![status(410), status(410)], Missing(410)),
        (vec![status(404), status(200)], Found),
        (vec![status(405), status(200)], Found),
        (vec![status(501), status(200)], Found),
        (vec![status(403), status(403)], Refused(Reason::Status(403))),
        (vec![status(999), status(999)], Refused(Reason::Status(999))),
        (vec![status(400), status(400)], Trouble(Reason::Status(400))),
        (vec![status(500), status(500), status(200)], Found),
        (vec![status(500), status(502), status(503)], Trouble(Reason::Status(503))),
        (vec![status(429), status(429), status(429)], Refused(Reason::Status(429))),
        (vec![failed(Reason::Closed), status(200)], Found),
        (vec![failed(Reason::Timeout), failed(Reason::Timeout), failed(Reason::Timeout)], Trouble(Reason::Timeout)),
        (vec![failed(Reason::Certificate)], Trouble(Reason::Certificate)),
        (vec![failed(Reason::NotPublic)], Refused(Reason::NotPublic)),
        (vec![status(302), status(302)], Trouble(Reason::Status(302))),
    ];
    for (replies, expected) in cases {
        assert_eq!(answer(replies.clone()), expected, "{replies:?}");
    }
}

#[test]
fn a_server_that_asks_for_time_gets_it() {
    let wait = |status, seconds| {
        let retry_after = Some(Duration::from_secs(seconds));
        let reply = Reply::Answered(Response { status, retry_after, ..Response::default() });
        errand(&[]).step(reply, &manner(), &External::default())
    };
    assert_eq!(wait(429, 7), Step::Wait { time: Duration::from_secs(7), host: true });
    assert_eq!(wait(503, 0), Step::Wait { time: Duration::from_secs(1), host: true });
    assert_eq!(wait(500, 7), Step::Wait { time: Duration::from_secs(1), host: false });
    assert!(matches!(wait(429, 3600), Step::Done(Record { answer: Answer::Refused(_), .. })));
}

#[test]
fn permanent_redirects_are_told_and_temporary_ones_are_not() {
    let moved = |replies| learnt(&mut errand(&[]), replies).moved;
    assert_eq!(moved(vec![to(301, "/y"), status(200)]).as_deref(), Some("https://a.dev/y"));
    assert_eq!(moved(vec![to(308, "//b.dev/z#s"), status(200)]).as_deref(), Some("https://b.dev/z#s"));
    assert_eq!(moved(vec![to(302, "/y"), status(200)]), None);
    assert_eq!(moved(vec![to(301, "/y"), to(302, "/login"), status(200)]).as_deref(), Some("https://a.dev/y"));
    assert_eq!(moved(vec![to(302, "/y"), to(301, "/z"), status(200)]), None);
    assert_eq!(moved(vec![to(301, "/y"), status(404), status(404)]), None, "nothing is there");
    let by_language = Reply::Answered(Response {
        status: 301,
        location: Some("/fr/".to_owned()),
        by_language: true,
        ..Response::default()
    });
    assert_eq!(moved(vec![by_language, status(200)]), None);
}

#[test]
fn redirects_end() {
    let circle = || vec![to(302, "/y"), to(302, "/x")];
    assert_eq!(answer([circle(), circle()].concat()), Answer::Trouble(Reason::Redirects), "HEAD, then GET");
    let cookies = |location: &str| {
        let response =
            Response { status: 302, location: Some(location.to_owned()), sets_cookies: true, ..Response::default() };
        Reply::Answered(response)
    };
    assert_eq!(answer(vec![cookies("/x"), cookies("/x")]), Answer::Refused(Reason::Cookies));
    let chain = |from: usize| (from..from + MOST_REDIRECTS + 1).map(|at| to(302, &format!("/{at}")));
    assert_eq!(answer(chain(0).chain(chain(0)).collect()), Answer::Trouble(Reason::Redirects));
    assert_eq!(answer(vec![to(301, "http://127.0.0.1/")]), Answer::Refused(Reason::NotPublic));
    assert_eq!(answer(vec![to(301, "mailto:a@b.dev")]), Answer::Found);
    assert_eq!(answer(vec![to(301, "http://["), to(301, "http://[")]), Answer::Trouble(Reason::Garbage));
}

#[test]
fn a_redirect_to_what_is_skipped_is_taken_on_trust() {
    let settings = External { skip: vec![Pattern::new("b.dev")], ..External::default() };
    let step = errand(&[]).step(to(302, "https://b.dev/"), &manner(), &settings);
    assert!(matches!(step, Step::Done(Record { answer: Answer::Found, .. })));
}

#[test]
fn fragments_are_looked_for_on_the_page() {
    let mut asked = errand(&["fees", "fee"]);
    assert_eq!(asked.method, Method::Get);
    let record = learnt(&mut asked, vec![to(302, "/y"), html("<h1 id=fees>A</h1>")]);
    assert_eq!(record.anchors.get("fees"), Some(&Anchor::Fine));
    assert_eq!(record.anchors.get("fee"), Some(&Anchor::Absent { nearest: Some("fees".into()) }));
    let torn = |text: &str| {
        Reply::Answered(Response { status: 200, page: Some(Page::torn(text.as_bytes())), ..Response::default() })
    };
    let record = learnt(&mut errand(&["a"]), vec![torn("<h1 id=a>A")]);
    assert_eq!((record.answer, record.anchors.get("a")), (Answer::Found, Some(&Anchor::Fine)));
    let record = learnt(&mut errand(&["a"]), vec![torn("<h1>A"), html("<h1 id=a>")]);
    assert_eq!(record.anchors.get("a"), Some(&Anchor::Fine));
    let record = learnt(&mut errand(&["page=3"]), vec![status(200)]);
    assert_eq!((record.answer, record.anchors.get("page=3")), (Answer::Found, Some(&Anchor::Fine)), "no page");
}
