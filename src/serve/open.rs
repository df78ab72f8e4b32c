//! Turns a place that a page names into the writer's editor at that place.
//!
//! It opens only texts that the build shown read or spoke of, and starts nothing itself: whoever made the preview says
//! how a place is opened.

use super::Preview;
use super::respond::said;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// Opens a place; says what went wrong, in the words of the terminal.
pub type Launch = dyn Fn(&Place) -> Result<(), String> + Send + Sync;

/// A place in a text of the site.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Relative to the site's root, with `/`.
    pub path: String,
    /// From 1; 0 for the file as a whole.
    pub line: u32,
    pub column: u32,
}

/// `/__diglot/do/open`: a [`Place`] in JSON. The guard has let it through.
pub async fn open(State(preview): State<Preview>, body: Bytes) -> Response {
    let Ok(place) = serde_json::from_slice::<Place>(&body) else {
        return said(StatusCode::BAD_REQUEST, String::new());
    };
    if !preview.current().knows(&place.path) {
        return said(StatusCode::NOT_FOUND, place.path);
    }
    // Starting a program takes its time, and other requests are answered by the thread this runs on.
    let opened = tokio::task::spawn_blocking(move || preview.0.editor.get().map(|editor| editor(&place))).await;
    match opened {
        Ok(Some(Ok(()))) => said(StatusCode::NO_CONTENT, String::new()),
        Ok(Some(Err(why))) => said(StatusCode::INTERNAL_SERVER_ERROR, why),
        Ok(None) => said(StatusCode::NOT_IMPLEMENTED, String::new()),
        Err(_) => said(StatusCode::INTERNAL_SERVER_ERROR, String::new()),
    }
}
