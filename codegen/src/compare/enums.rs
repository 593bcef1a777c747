//! Structs and enums by name, and the values of an enum, as they were and as they are.

use super::at::At;
use super::change::{Change, Kind, Verdict, said};
use super::fields::Walk;
use super::{Both, matched, reordered};
use crate::api::{Enum, Field, Variant};
use crate::ident::Name;

impl Walk<'_, '_> {
    pub(super) fn held_struct(&mut self, at: &At, names: Both<&Name>) {
        let old = self.defs.old.structure(names.old);
        let Some((old, new)) = old.zip(self.defs.new.structure(names.new)) else { return };
        let is_shared = Both { old: old.is_shared, new: new.is_shared };
        if self.is_told_elsewhere(at, names, is_shared) || !self.is_first(names) {
            return;
        }
        let at = at.below(&["fields"]).item(&self.item(names.new, is_shared.new));
        self.structure(&at, Both { old, new });
    }

    pub(super) fn held_enum(
        &mut self,
        at: &At,
        both: Both<&Field>,
        names: Both<&Name>,
        told: &mut Vec<&'static str>,
    ) {
        let old = self.defs.old.enumeration(names.old);
        let Some((old, new)) = old.zip(self.defs.new.enumeration(names.new)) else { return };
        if old.0.base != new.0.base {
            told.push("type");
        }
        let is_shared = Both { old: old.1, new: new.1 };
        if self.is_told_elsewhere(at, names, is_shared) || !self.is_first(names) {
            return;
        }
        let at = at.clone().item(&self.item(names.new, is_shared.new));
        self.values(&at, Both { old: old.0, new: new.0 }, &both.new.wire);
    }

    fn item(&self, name: &Name, is_shared: bool) -> String {
        let module = if is_shared { "platform" } else { &self.module };
        format!("{module}::{}", name.text())
    }

    fn is_first(&mut self, names: Both<&Name>) -> bool {
        self.seen.insert((names.old.clone(), names.new.clone()))
    }

    /// Tells what the type is called and where it stands in the generated crate. One of the platform's, if it is the same
    /// one, is told there.
    fn is_told_elsewhere(&mut self, at: &At, names: Both<&Name>, is_shared: Both<bool>) -> bool {
        let both = [names.old.text(), names.new.text()];
        if names.old != names.new {
            let at =
                if is_shared.old && is_shared.new { at.below(&["shared"]) } else { at.decision("rust_type") };
            let change = at.changed(said("the type {} is called {} now", &both));
            let change = change.source(Verdict::no("the type has another name"));
            self.push(change.todo(said("write {} as {}", &both)));
        }
        if is_shared.old != is_shared.new {
            let says = if is_shared.new {
                "the type is one of the platform's now"
            } else {
                "the type is the endpoint's own now"
            };
            let change = at.below(&["shared"]).changed(said(says, &[]));
            self.push(change.source(Verdict::no("the type stands in another module")));
        }
        is_shared.old && is_shared.new && names.old == names.new
    }

    /// The values of an enum that `wire` holds.
    pub(super) fn values(&mut self, at: &At, both: Both<&Enum>, wire: &str) {
        if both.differ(|made| made.base) {
            let change = at.below(&["type"]).changed(said("{} is of another type", &[wire]));
            let no = if at.is_sent {
                "yesterday's values are none of it"
            } else {
                "yesterday's type cannot read it"
            };
            let change = change.wire(Verdict::no(no)).source(Verdict::no("its values are of another type"));
            return self.push(change.todo(said("use the new type of {}", &[wire])));
        }
        let mut gone: Vec<&Variant> = Vec::new();
        let mut new: Vec<&Variant> = Vec::new();
        let variants = both.map(|made| &made.variants[..]);
        for pair in matched(variants, |variant| variant.value.clone()) {
            match pair {
                (Some(old), Some(new)) => {
                    let is_other = is_anothers_meaning(variants, new);
                    for change in value(at, Both { old, new }, is_other) {
                        self.push(change);
                    }
                }
                (Some(old), None) => gone.push(old),
                (None, Some(one)) => new.push(one),
                (None, None) => {}
            }
        }
        for one in new {
            let was = gone.iter().position(|old| old.name == one.name).map(|at| gone.remove(at));
            self.push(match was {
                Some(old) => other_value(at, Both { old, new: one }),
                None => {
                    let at = at.below(&["enum", &one.value.to_string()]);
                    at.change(Kind::Added, said("the value {} is new", &[&one.value.to_string()]))
                        .wire(Verdict::yes("a value that is not listed is `Unknown`"))
                }
            });
        }
        for one in gone {
            self.push(gone_value(at, one));
        }
        if reordered(variants, |variant| &variant.value) {
            let says = said("the values stand in another order", &[]);
            self.push(at.below(&["enum"]).change(Kind::Reordered, says));
        }
    }
}

/// Whether a value has the meaning that another one had, which has another meaning now.
fn is_anothers_meaning(variants: Both<&[Variant]>, new: &Variant) -> bool {
    let mut others = variants.old.iter().filter(|old| old.value != new.value && old.meaning == new.meaning);
    let has_moved =
        |old: &Variant| !variants.new.iter().any(|new| new.value == old.value && new.meaning == old.meaning);
    !new.meaning.is_empty() && others.any(has_moved)
}

fn value(at: &At, both: Both<&Variant>, is_other: bool) -> Vec<Change> {
    let Both { old, new } = both;
    let shown = new.value.to_string();
    let name = (old.name != new.name).then(|| {
        let names = [old.name.text(), new.name.text()];
        let at = at.decision(&format!("variants/{shown}"));
        at.changed(said("the variant {} is called {} now", &names))
            .source(Verdict::no("the variant has another name"))
            .todo(said("write {} as {}", &names))
    });
    let meaning = (old.meaning != new.meaning).then(|| {
        let at = at.below(&["enum", &shown]);
        if !is_other {
            return at.reworded(said("the words have changed", &[]));
        }
        let why = "the same value means something else; only documentation shows it";
        at.changed(said("the value {} means what another one meant", &[&shown]))
            .wire(Verdict::no(why))
            .todo(said("look at whoever passes or reads {}", &[&shown]))
    });
    name.into_iter().chain(meaning).collect()
}

/// A variant that stands for another value.
fn other_value(at: &At, both: Both<&Variant>) -> Change {
    let values = both.map(|variant| variant.value.to_string());
    let change = at.below(&["enum"]).below_either(&values.old, &values.new);
    let says = said(
        "the variant {} stands for {} now, and stood for {}",
        &[both.new.name.text(), &values.new, &values.old],
    );
    let why = if at.is_sent {
        "yesterday's client sends the old value"
    } else {
        "yesterday's client reads the new value as `Unknown`"
    };
    change.change(Kind::Renamed, says).wire(Verdict::no(why))
}

fn gone_value(at: &At, old: &Variant) -> Change {
    let shown = old.value.to_string();
    let at = at.below(&["enum", &shown]);
    at.change(Kind::Removed, said("the value {} is gone", &[&shown]))
        .wire(Verdict::of(at.is_sent, "yesterday's client may send it", ""))
        .source(Verdict::no("the variant is gone"))
        .todo(said("do not match {} any more", &[old.name.text()]))
}
