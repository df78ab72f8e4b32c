//! Turns a port of this machine into connections, each with its limits, and ends them all at once.
//!
//! It does not know what is answered.

use super::guard::{Guard, guard, token};
use super::{Hosts, Preview, desk, live, open, orders, respond};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, post};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How many ports after the one asked for are tried.
const FURTHER_PORTS: u16 = 20;

/// A request whose header takes longer ends the connection, and so does silence between two requests.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request for a page has no body; its header is this long at most.
const LARGEST_HEADER: usize = 32 * 1024;

/// More wait their turn: a process has few file descriptors on some systems.
const MOST_CONNECTIONS: usize = 512;

/// After an `accept` that failed (no descriptor left, usually), before the next.
const BREATH: Duration = Duration::from_millis(50);

/// A port that is ours, and nobody answered yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    hosts: Hosts,
    patience: Duration,
}

/// Listens at `port`, or at the next one that is free (0: at any); [`Server::address`] says at which.
pub fn bind(host: IpAddr, port: u16, hosts: Hosts) -> io::Result<Server> {
    let mut first_error = None;
    let last = port.saturating_add(if port == 0 { 0 } else { FURTHER_PORTS });
    for port in port..=last {
        match TcpListener::bind((host, port)) {
            Ok(listener) => return Ok(Server { address: listener.local_addr()?, listener, hosts, patience: PATIENCE }),
            Err(error) if is_taken(&error) => first_error = first_error.or(Some(error)),
            Err(error) => return Err(error),
        }
    }
    Err(first_error.expect("a range of ports is never empty"))
}

/// What to type into a browser on this machine for the site at `base_path` of a server that listens at `address`.
pub fn url(address: SocketAddr, base_path: &str) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    let base = crate::link::encode_path(&super::place::base(base_path));
    format!("http://{}{base}", SocketAddr::new(ip, address.port()))
}

/// Windows says that a port which another service reserved is forbidden.
fn is_taken(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::AddrInUse || (cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied)
}

impl Server {
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to type into a browser on this machine for the site at `base_path`.
    pub fn url(&self, base_path: &str) -> String {
        url(self.address, base_path)
    }

    /// Waits this long for the header of a request, and for its body, instead of ten seconds.
    pub fn patience(self, patience: Duration) -> Server {
        Server { patience, ..self }
    }

    /// Answers until Ctrl-C or [`Preview::stop`]; then no connection is left.
    pub fn run(self, preview: &Preview) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(4).build()?;
        let result = runtime.block_on(async {
            tokio::select! {
                result = self.accept(preview.clone()) => result,
                result = tokio::signal::ctrl_c() => result,
                () = preview.0.stop.notified() => Ok(()),
            }
        });
        // A page that is being rendered is not waited for.
        runtime.shutdown_background();
        result
    }

    async fn accept(self, preview: Preview) -> io::Result<()> {
        self.listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        // Where other machines look, nothing acts.
        let token = if self.hosts == Hosts::Own { Some(token().map_err(io::Error::other)?) } else { None };
        let _ = preview.0.token.set(token.clone());
        let (bound, tongue) = (self.address.ip(), preview.0.tongue);
        let own = Guard { hosts: self.hosts, bound, tongue, token, patience: self.patience };
        let scripts = live::SCRIPTS.into_iter().chain(desk::FILES).fold(Router::new(), |router, script| {
            router.route(&format!("/__diglot/{}", script.0), any(move |request| live::script(script, request)))
        });
        let router = scripts
            .route("/__diglot/events", any(live::events))
            .route(desk::HOME, any(desk::page))
            .route(desk::PAIR, any(desk::page))
            .route("/__diglot/pair/{*document}", any(desk::page))
            .route("/__diglot/do/open", post(open::open))
            .route("/__diglot/do/accept", post(orders::accept))
            .route("/__diglot/do/view", post(orders::view))
            .fallback(respond::respond)
            .layer(from_fn_with_state(own, guard))
            .with_state(preview);
        let mut connection = http1::Builder::new();
        connection.timer(TokioTimer::new()).header_read_timeout(self.patience).max_header_size(LARGEST_HEADER);
        let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
        loop {
            let place = places.clone().acquire_owned().await.expect("the semaphore is never closed");
            let Ok((stream, _)) = listener.accept().await else {
                tokio::time::sleep(BREATH).await;
                continue;
            };
            // Without it, header and body in separate packets wait 40 ms for each other.
            let _ = stream.set_nodelay(true);
            let answers = connection.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
            tokio::spawn(async move {
                // A connection that breaks is the client's affair.
                let _ = answers.await;
                drop(place);
            });
        }
    }
}
