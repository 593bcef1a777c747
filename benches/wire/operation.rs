//! One thing that is done over and over: a sample's request encoded, or its reply decoded.

use std::hint::black_box;
use std::time::Instant;

use douyin::json::{from_slice, to_vec};
use douyin::toolkit::verify_local_certificates as local;
use douyin::trip::certificate_verify as trip;
use douyin::{DecodeObject, Encode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::by_hand::{LocalRequest, LocalResponse, TripRequest, TripResponse};
use crate::support::work::tests::{sample, samples};

/// As the client encodes a request.
pub fn encode(request: &impl Encode) -> Vec<u8> {
    to_vec(request).expect("a sample can be encoded")
}

/// As the client decodes a reply.
pub fn decode<T: DecodeObject + Default>(bytes: &[u8]) -> T {
    from_slice(bytes).expect("a sample can be decoded")
}

/// Who does it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Who {
    Floor,
    Ours,
    Untyped,
}

pub struct Operation {
    pub title: &'static str,
    pub who: Who,
    /// The length of what is encoded or decoded.
    pub bytes: usize,
    once: Box<dyn Fn()>,
}

impl Operation {
    pub fn repeat(&self, times: usize) {
        for _ in 0..times {
            (self.once)();
        }
    }

    /// Nanoseconds of one, of as many as take long enough for the clock.
    pub fn nanoseconds(&self) -> f64 {
        const TIMES: u32 = 2_000;
        let start = Instant::now();
        self.repeat(TIMES as usize);
        start.elapsed().as_secs_f64() * 1e9 / f64::from(TIMES)
    }
}

const TRIP: &str = "trip/certificate_verify";
const LOCAL: &str = "toolkit/verify_local_certificates";

/// The reply that says so if all went well.
pub fn success() -> String {
    sample(TRIP, "decisions", "responses")
}

/// Every sample by everyone, whoever comes first.
pub fn all() -> Vec<Operation> {
    let mut all = Vec::new();
    let request = |id| sample(id, "page", "requests");
    encodings::<TripRequest, trip::Request>(&mut all, "encode S", samples::trip_sample(), &request(TRIP));
    encodings::<LocalRequest, local::Request>(&mut all, "encode L", samples::local_sample(), &request(LOCAL));
    let reply = sample(LOCAL, "page", "responses");
    decodings::<LocalResponse, local::Response>(&mut all, "decode L", reply);
    decodings::<TripResponse, trip::Response>(&mut all, "decode S", success());
    all
}

fn encodings<H: DeserializeOwned + Serialize + 'static, E: Encode + 'static>(
    all: &mut Vec<Operation>,
    title: &'static str,
    ours: E,
    sample: &str,
) {
    let by_hand: H = serde_json::from_str(sample).expect("the sample is JSON");
    let value: Value = serde_json::from_str(sample).expect("the sample is JSON");
    let bytes = encode(&ours).len();
    let same: Value = serde_json::from_slice(&encode(&ours)).expect("it is JSON");
    assert!(value == same && value == serde_json::json!(by_hand), "{title}: all encode the same");
    let mut add = |who, once| all.push(Operation { title, who, bytes, once });
    add(
        Who::Floor,
        Box::new(move || drop(black_box(serde_json::to_vec(black_box(&by_hand))))) as Box<dyn Fn()>,
    );
    add(Who::Ours, Box::new(move || drop(black_box(encode(black_box(&ours))))));
    add(Who::Untyped, Box::new(move || drop(black_box(serde_json::to_vec(black_box(&value))))));
}

fn decodings<H: DeserializeOwned + 'static, E: DecodeObject + Default + 'static>(
    all: &mut Vec<Operation>,
    title: &'static str,
    sample: String,
) {
    let sample: &'static [u8] = sample.into_bytes().leak();
    let mut add = |who, once: Box<dyn Fn()>| all.push(Operation { title, who, bytes: sample.len(), once });
    let read = |bytes| serde_json::from_slice::<H>(bytes).expect("the sample can be decoded");
    add(Who::Floor, Box::new(move || drop(black_box(read(black_box(sample))))));
    add(Who::Ours, Box::new(move || drop(black_box(decode::<E>(black_box(sample))))));
    let read = |bytes| serde_json::from_slice::<Value>(bytes).expect("the sample can be decoded");
    add(Who::Untyped, Box::new(move || drop(black_box(read(black_box(sample))))));
}
