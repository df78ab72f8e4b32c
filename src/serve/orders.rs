//! Turns what a click asks for into an order for whoever builds, and what became of it into an answer.
//!
//! Nothing is read or written here: the order goes to the one who may, and its answer is waited for. The guard has let in
//! only what a page of this run asks for.

use super::Preview;
use super::respond::content_type;
use crate::diag::Wording;
use crate::source::Digest;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::oneshot;

/// A first build of a large site takes its time; nobody waits longer for a click.
const PATIENCE: Duration = Duration::from_secs(60);

/// The guard has read no more than that.
const LARGEST: usize = 64 * 1024;

/// What a writer wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    Accept(Accept),
    /// Shows the site as of another day, with or without drafts; what is not said stays as it is.
    Show {
        as_of: Option<Date>,
        drafts: Option<bool>,
    },
    /// Shows the site as when the server was started.
    Usual,
}

/// That a translation is up to date, or needs none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accept {
    /// The document's key.
    pub document: String,
    /// The segment of the translation's language.
    pub lang: String,
    /// None for the whole document.
    pub unit: Option<String>,
    /// What was on the screen.
    pub seen: Digest,
    pub waive: Option<String>,
}

/// What became of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// So many units are accepted.
    Accepted(usize),
    Shown,
    /// It is no longer what was on the screen.
    Changed {
        fr: String,
        en: String,
    },
    Refused {
        fr: String,
        en: String,
    },
}

/// An order, and where its answer goes; dropped unanswered, it failed.
pub struct Job {
    pub order: Order,
    reply: oneshot::Sender<Reply>,
}

impl Job {
    pub fn reply(self, reply: Reply) {
        // Whoever asked may have gone.
        let _ = self.reply.send(reply);
    }
}

const FAILED: Wording = Wording {
    fr: "Rien n’est fait : le site ne peut être lu, ou l’aperçu s’arrête.",
    en: "Nothing is done: the site cannot be read, or the preview is ending.",
};
const MALFORMED: Wording = Wording { fr: "Demande mal formée", en: "Malformed request" };
const NO_REASON: Wording = Wording {
    fr: "Dites pourquoi ce changement n’est pas à traduire.",
    en: "Say why this change needs no translation.",
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    document: String,
    lang: String,
    unit: Option<String>,
    seen: String,
    waive: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypedView {
    as_of: Option<Date>,
    drafts: Option<bool>,
    #[serde(default)]
    usual: bool,
}

/// `/__diglot/do/accept`
pub async fn accept(State(preview): State<Preview>, request: Request) -> Response {
    let Some(Typed { document, lang, unit, seen, waive }) = read(request).await else {
        return told(StatusCode::BAD_REQUEST, MALFORMED);
    };
    let Ok(seen) = u128::from_str_radix(&seen, 16).map(Digest) else {
        return told(StatusCode::BAD_REQUEST, MALFORMED);
    };
    let waive = waive.map(|reason| reason.split_whitespace().collect::<Vec<&str>>().join(" "));
    if waive.as_ref().is_some_and(String::is_empty) {
        return told(StatusCode::BAD_REQUEST, NO_REASON);
    }
    ask(&preview, Order::Accept(Accept { document, lang, unit, seen, waive })).await
}

/// `/__diglot/do/view`
pub async fn view(State(preview): State<Preview>, request: Request) -> Response {
    let order = match read(request).await {
        Some(TypedView { usual: true, .. }) => Order::Usual,
        Some(TypedView { as_of, drafts, .. }) => Order::Show { as_of, drafts },
        None => return told(StatusCode::BAD_REQUEST, MALFORMED),
    };
    ask(&preview, order).await
}

async fn read<T: for<'de> Deserialize<'de>>(request: Request) -> Option<T> {
    let body: Bytes = to_bytes(request.into_body(), LARGEST).await.ok()?;
    serde_json::from_slice(&body).ok()
}

async fn ask(preview: &Preview, order: Order) -> Response {
    let Some(obey) = preview.0.obey.get() else { return told(StatusCode::SERVICE_UNAVAILABLE, FAILED) };
    let (reply, answer) = oneshot::channel();
    obey(Job { order, reply });
    match tokio::time::timeout(PATIENCE, answer).await {
        Ok(Ok(Reply::Accepted(count))) => answered(StatusCode::OK, &json!({ "accepted": count })),
        Ok(Ok(Reply::Shown)) => answered(StatusCode::OK, &json!({})),
        Ok(Ok(Reply::Changed { fr, en })) => {
            answered(StatusCode::CONFLICT, &json!({ "message_fr": fr, "message_en": en }))
        }
        Ok(Ok(Reply::Refused { fr, en })) => {
            answered(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "message_fr": fr, "message_en": en }))
        }
        Ok(Err(_)) | Err(_) => told(StatusCode::SERVICE_UNAVAILABLE, FAILED),
    }
}

fn told(status: StatusCode, wording: Wording) -> Response {
    answered(status, &json!({ "message_fr": wording.fr, "message_en": wording.en }))
}

fn answered(status: StatusCode, value: &Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, content_type("answer.json"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
