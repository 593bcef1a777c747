//! What is known about one field, in sentences.

use super::{code, prose};
use crate::spec::{Encoding, Facts, Format, Inferred, Kind, LengthUnit, Limits, Origin, Unit};

/// What is known about a field beside its text, a sentence each.
pub(crate) fn facts(wire: &str, facts: &Facts, held: &[(&str, Kind)]) -> Vec<String> {
    let required = if facts.required { ", required" } else { "" };
    let narrow =
        if matches!(held.last(), Some((_, Kind::Int32))) { ", its integers documented as Int32" } else { "" };
    let mut known = vec![format!("{}: {}{narrow}{required}.", code(wire), kind(facts.kind.value))];
    known.extend(
        facts.required_when.as_ref().map(|when| format!("Required when: {}.", prose(when).join(" "))),
    );
    known.extend(facts.unit.as_ref().map(|unit| format!("Unit: {}.", self::unit(unit.value))));
    known.extend(facts.length.as_ref().map(|length| {
        let unit = match length.value.of {
            LengthUnit::Bytes => "bytes",
            LengthUnit::Characters => "characters",
        };
        format!("Length: {} {unit}.", limits(&length.value.limits, "fewer than"))
    }));
    known.extend(facts.count.as_ref().map(|count| format!("Count: {}.", limits(&count.value, "fewer than"))));
    known.extend(facts.unique.as_ref().map(|_| "The items differ.".to_owned()));
    known.extend(facts.range.as_ref().map(|range| format!("Range: {}.", limits(&range.value, "less than"))));
    known.extend(facts.format.as_ref().map(|format| format!("Format: {}.", self::format(format.value))));
    known.extend(facts.encoding.as_ref().map(|encoding| encoded(encoding.value).to_owned()));
    known.extend(facts.default.as_ref().map(|default| format!("Default: {}.", code(&default.value))));
    known.extend(
        facts.sentinels.iter().flat_map(|sentinels| &sentinels.value.0).map(|(value, means)| {
            format!("Special value {}: {}", code(&value.value), prose(means).join(" "))
        }),
    );
    known.extend(facts.fixed.as_ref().map(|fixed| format!("Always {}.", code(&fixed.value))));
    known.extend(facts.sample.as_ref().map(|sample| format!("Sample: {}.", code(sample))));
    known.extend(facts.note.as_ref().map(|note| format!("Note: {}", prose(note).join(" "))));
    known.extend(facts.deprecated.as_ref().map(|why| format!("Deprecated: {}", prose(why).join(" "))));
    known.extend(inferred(&facts.inferred));
    known
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::String => "string",
        Kind::Int32 => "integer, documented as Int32",
        Kind::Int64 => "integer",
        Kind::Number => "number, integer or decimal",
        Kind::Double => "double",
        Kind::Bool => "bool",
        Kind::File => "file",
        Kind::Struct => "struct",
        Kind::List => "list",
        Kind::Map => "map",
        Kind::Json => "JSON in a string",
    }
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Seconds => "seconds",
        Unit::Milliseconds => "milliseconds",
        Unit::Nanoseconds => "nanoseconds",
        Unit::Fen => "fen, a hundredth of a yuan",
    }
}

fn limits(limits: &Limits, below: &str) -> String {
    let known = [
        (limits.at_least, "at least"),
        (limits.more_than, "more than"),
        (limits.at_most, "at most"),
        (limits.fewer_than, below),
    ];
    let known = known.iter().filter_map(|(limit, word)| limit.map(|limit| format!("{word} {limit}")));
    known.collect::<Vec<_>>().join(" and ")
}

fn inferred(inferred: &Inferred) -> Option<String> {
    let known = [
        (&inferred.field, "the field"),
        (&inferred.required, "that it is required"),
        (&inferred.unit, "the unit"),
        (&inferred.length, "the length"),
        (&inferred.count, "the count"),
        (&inferred.range, "the range"),
        (&inferred.unique, "that the items differ"),
        (&inferred.format, "the format"),
        (&inferred.encoding, "the encoding"),
        (&inferred.default, "the default"),
        (&inferred.sentinels, "the special values"),
        (&inferred.note, "the note"),
    ];
    let known = known
        .iter()
        .filter_map(|(origin, what)| Some(format!("{what} from {}", self::origin(origin.as_ref()?.value))));
    let known: Vec<_> = known.collect();
    (!known.is_empty()).then(|| format!("Inferred: {}.", known.join(", ")))
}

/// Where an inferred fact comes from.
pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Sample => "a sample",
        Origin::Sibling => "a sibling endpoint",
        Origin::Guide => "a guide",
    }
}

fn format(format: Format) -> &'static str {
    match format {
        Format::Date => "a date, as in `2024-01-31`",
        Format::CompactDate => "a date, as in `20240131`",
        Format::DateTime => "a date and a time, as in `2024-01-31 12:00:00`",
        Format::Time => "a time, as in `12:00:00`",
        Format::Digits => "digits and nothing else",
        Format::Url => "an address that starts with `http://` or `https://`",
    }
}

fn encoded(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Url => "Encode it for a URL before you pass it.",
        Encoding::Base64 => "Encode it as base64 before you pass it.",
    }
}
