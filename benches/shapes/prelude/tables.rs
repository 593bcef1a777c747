use ::douyin_runtime::{Encode, ObjectEncoder, Slot};

/// The fields of a request, with where the value of each is.
pub type Writes<T> = &'static [(&'static str, fn(&T) -> &dyn Encode)];

/// The fields of a response, with where the value of each belongs.
pub type Reads<T> = &'static [(&'static str, fn(&mut T) -> &mut dyn Slot)];

/// Writes every field, in order.
pub fn write_fields<T>(object: &T, fields: Writes<T>, json: &mut ObjectEncoder<'_>) {
    for (name, value) in fields {
        json.field(name, value(object));
    }
}

/// Where the value of a field belongs.
pub fn read_field<'o, T>(object: &'o mut T, fields: Reads<T>, name: &str) -> Option<&'o mut dyn Slot> {
    let (_, slot) = fields.iter().find(|(field, _)| *field == name)?;
    Some(slot(object))
}
