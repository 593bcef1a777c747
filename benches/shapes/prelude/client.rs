/// Why a call failed.
#[derive(Debug)]
pub struct Error(pub String);

/// Sends a request's bytes to a path by a method, and gives the reply's.
pub type Exchange = dyn Fn(&str, &str, Vec<u8>) -> Result<Vec<u8>, Error> + Send + Sync;

/// Calls endpoints.
pub struct Client {
    /// How bytes travel.
    pub exchange: Box<Exchange>,
}

impl Client {
    /// One call.
    pub(crate) fn call<Q: Body, R: Reply>(&self, method: &str, path: &str, request: &Q) -> Result<R, Error> {
        let reply = (self.exchange)(method, path, write(request)?)?;
        read(&reply)
    }
}
