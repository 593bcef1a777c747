//! Any value that is sent and comes back is the same.

use douyin::{Number, json};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::for_any;

#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod shapes {
    include!("../golden/shapes/generated/lib.rs");
}
use shapes::group::echoed::{
    EchoedMark, EchoedState, Request, RequestParams, RequestPart, RequestPartsItem, Response,
};

/// What a field can hold.
#[derive(Clone, Debug)]
struct Values {
    text: String,
    whole: i64,
    decimal: f64,
    truth: bool,
    state: i64,
    mark: String,
    texts: Vec<String>,
    grid: Vec<Vec<i64>>,
    labels: Vec<(String, String)>,
    sizes: Vec<f64>,
}

fn values() -> impl Strategy<Value = Values> {
    let text =
        || prop_oneof![any::<String>(), "[\u{0}-\u{7f}]{0,8}", Just("\u{2028}\u{feff}\"\\/".to_owned())];
    let decimal = || prop_oneof![prop::num::f64::NORMAL, prop::num::f64::SUBNORMAL, prop::num::f64::ZERO];
    let whole = || prop_oneof![any::<i64>(), -3..3_i64, Just(i64::MIN), Just(i64::MAX)];
    let lists =
        (vec(text(), 0..4), vec(vec(whole(), 0..3), 0..3), vec((text(), text()), 0..4), vec(decimal(), 0..4));
    (text(), whole(), decimal(), any::<bool>(), whole(), text(), lists).prop_map(
        |(text, whole, decimal, truth, state, mark, (texts, grid, labels, sizes))| Values {
            text,
            whole,
            decimal,
            truth,
            state,
            mark,
            texts,
            grid,
            labels,
            sizes,
        },
    )
}

fn request(values: &Values) -> Request {
    let Values { text, sizes, .. } = values;
    Request::new()
        .text(text)
        .whole(values.whole)
        .either(Number::try_from(values.decimal).expect("it is finite"))
        .decimal(values.decimal)
        .truth(values.truth)
        .state(values.state)
        .mark(values.mark.as_str())
        .texts(&values.texts)
        .grid(values.grid.clone())
        .labels(values.labels.iter().map(|(key, value)| (key, value)))
        .part(RequestPart::new().name(text).sizes(sizes.iter().copied()))
        .parts(values.texts.iter().map(|text| RequestPartsItem::new().own(text)))
        .params(RequestParams::new().id(text).count(values.whole))
}

#[test]
fn what_is_sent_and_comes_back_is_the_same() {
    for_any(4000, &values(), |values| {
        let sent = json::to_vec(&request(&values)).expect("it can be sent");
        let back: Response = json::from_slice(&sent).expect("it is what was sent");
        assert_eq!(back.text.as_ref(), Some(&values.text));
        assert_eq!(back.whole, Some(values.whole));
        assert_eq!(back.either.map(|either| either.to_f64().to_bits()), Some(values.decimal.to_bits()));
        assert_eq!(back.decimal.map(f64::to_bits), Some(values.decimal.to_bits()));
        assert_eq!(back.truth, Some(values.truth));
        assert_eq!(back.state, Some(EchoedState::from(values.state)));
        assert_eq!(back.mark, Some(EchoedMark::from(values.mark.as_str())));
        assert_eq!(back.texts, values.texts);
        assert_eq!(back.grid, values.grid);
        let labels: std::collections::BTreeMap<_, _> = values.labels.iter().cloned().collect();
        assert!(
            back.labels.len() == labels.len() && labels.iter().all(|(key, value)| back.labels[key] == *value)
        );
        let part = back.part.expect("it was sent");
        assert_eq!((part.name.as_ref(), &part.sizes), (Some(&values.text), &values.sizes));
        let owned: Vec<_> = back.parts.into_iter().filter_map(|part| part.own).collect();
        assert_eq!(owned, values.texts);
        let params = back.params.expect("it was sent").0;
        assert_eq!((params.id.as_ref(), params.count), (Some(&values.text), Some(values.whole)));
    });
}
