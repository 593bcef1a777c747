//! A network without sockets, for paused time: each way takes a while that chance decides, and now and then something
//! goes wrong.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use douyin::http::{Request, Response, StatusCode};
use douyin::transport::TransportError;
use douyin::{BoxFuture, Transport};
use tokio::time::sleep;

use super::chance::Chance;
use super::platform::Platform;
use super::verification::Verification;

/// What one try meets.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Weather {
    Fair,
    /// No connection is made.
    Unreachable,
    /// The request is lost.
    LostBefore,
    /// The reply is lost.
    LostAfter,
    /// A gateway answers instead, while the platform does what it is asked.
    GatewayAfter,
    /// A gateway answers, and the platform hears of nothing.
    GatewayBefore,
    /// The platform is busy, and does nothing.
    Busy,
    /// Too many requests.
    TooMany,
    /// Half of the reply arrives.
    Truncated,
}

impl Weather {
    /// All in which something goes wrong.
    pub const FOUL: [Self; 8] = [
        Self::Unreachable,
        Self::LostBefore,
        Self::LostAfter,
        Self::GatewayAfter,
        Self::GatewayBefore,
        Self::Busy,
        Self::TooMany,
        Self::Truncated,
    ];
}

/// What the next try meets, which may be one for a token.
type Forecast = dyn Fn(&Chance, bool) -> Weather + Send + Sync;

/// Clones share everything.
#[derive(Clone)]
pub struct Network {
    pub platform: Arc<Platform>,
    pub fetches: Arc<AtomicU64>,
    chance: Arc<Chance>,
    slowest: Duration,
    forecast: Arc<Forecast>,
}

impl Network {
    /// Fair weather, and up to so long for each way.
    pub fn new(platform: Platform, seed: u64, slowest: Duration) -> Self {
        // The client's own chance: the waits between tries.
        fastrand::seed(seed);
        let (platform, chance) = (Arc::new(platform), Arc::new(Chance::new(seed)));
        Self { platform, chance, slowest, fetches: Arc::default(), forecast: Arc::new(|_, _| Weather::Fair) }
    }

    /// The same with other weather.
    pub fn weather(self, forecast: impl Fn(&Chance, bool) -> Weather + Send + Sync + 'static) -> Self {
        Self { forecast: Arc::new(forecast), ..self }
    }

    pub fn fetches(&self) -> u64 {
        self.fetches.load(Ordering::SeqCst)
    }

    async fn way(&self) {
        let most = u64::try_from(self.slowest.as_millis()).expect("it is short");
        sleep(Duration::from_millis(self.chance.below(most + 1))).await;
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        let verification = Verification::at(request.uri().path());
        let weather = (self.forecast)(&self.chance, verification.is_none());
        if weather == Weather::Unreachable {
            return Err(TransportError::not_sent("unreachable"));
        }
        self.way().await;
        if weather == Weather::LostBefore {
            return Err(TransportError::maybe_sent(None, "lost"));
        }
        let is_done = !matches!(weather, Weather::GatewayBefore | Weather::Busy | Weather::TooMany);
        let right = is_done.then(|| self.served(verification, &request));
        self.way().await;
        let mut reply = Response::new(match (weather, verification, right) {
            (Weather::Fair, _, Some(right)) => right,
            (Weather::Truncated, _, Some(right)) => right.slice(..right.len() / 2),
            (Weather::Busy, Some(verification), _) => {
                self.platform.refuse(verification, 2_119_002, "").body.into()
            }
            (Weather::LostAfter, ..) => return Err(TransportError::maybe_sent(None, "lost")),
            _ => Bytes::from_static(b"<html></html>"),
        });
        *reply.status_mut() = match weather {
            Weather::GatewayAfter | Weather::GatewayBefore => StatusCode::BAD_GATEWAY,
            Weather::TooMany => StatusCode::TOO_MANY_REQUESTS,
            _ => StatusCode::OK,
        };
        Ok(reply)
    }

    /// What the platform answers.
    fn served(&self, verification: Option<Verification>, request: &Request<Bytes>) -> Bytes {
        let Some(verification) = verification else {
            self.fetches.fetch_add(1, Ordering::SeqCst);
            return self.platform.grant().into();
        };
        let token = request.headers().get("access-token").and_then(|token| token.to_str().ok());
        self.platform.answer(verification, token.unwrap_or_default(), request.body()).body.into()
    }
}

impl Transport for Network {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}
