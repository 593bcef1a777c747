//! The parameters of a form with files in, `multipart/form-data` as RFC 7578 has it out.

use super::{File, Parameter};

/// The header `content-type`, and the body. The same parameters always give the same bytes.
pub(super) fn encode(all: &[(String, Parameter)]) -> (String, Vec<u8>) {
    let boundary = boundary(all);
    let mut body = Vec::new();
    for (name, value) in all {
        body.extend(
            format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"", quoted(name)).bytes(),
        );
        match value {
            Parameter::Text(text) => {
                body.extend(b"\r\n\r\n");
                body.extend(text.bytes());
            }
            Parameter::File(File { name, content_type, content }) => {
                let head = format!("; filename=\"{}\"\r\ncontent-type: {content_type}\r\n\r\n", quoted(name));
                body.extend(head.bytes());
                body.extend_from_slice(content);
            }
        }
        body.extend(b"\r\n");
    }
    body.extend(format!("--{boundary}--\r\n").bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// A text that is in none of the values.
fn boundary(all: &[(String, Parameter)]) -> String {
    let is_in = |boundary: &str| {
        all.iter().any(|(_, value)| {
            let bytes = match value {
                Parameter::Text(text) => text.as_bytes(),
                Parameter::File(file) => &file.content,
            };
            bytes.windows(boundary.len()).any(|window| window == boundary.as_bytes())
        })
    };
    let mut number = 0_u64;
    loop {
        let boundary = format!("part-of-a-form-{number:016x}");
        if !is_in(&boundary) {
            return boundary;
        }
        number += 1;
    }
}

/// A name between quotes, as browsers write it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::super::{File, Parameters};

    #[test]
    fn nothing_in_a_part_can_end_it() {
        let mut parameters = Parameters::default();
        parameters.text("a\"\r\nx: y", Some("--part-of-a-form-0000000000000000--"));
        let file = File::new("景\".png", &b"\x00\xff"[..]).content_type("image/png");
        parameters.file("f", Some(&file));
        let (content_type, body) = parameters.multipart();
        assert_eq!(content_type, "multipart/form-data; boundary=part-of-a-form-0000000000000001");
        let expected = [
            &b"--part-of-a-form-0000000000000001\r\ncontent-disposition: form-data; name=\"a%22%0D%0Ax: y\"\r\n\r\n"[..],
            b"--part-of-a-form-0000000000000000--\r\n",
            b"--part-of-a-form-0000000000000001\r\ncontent-disposition: form-data; name=\"f\"; filename=\"",
            "景".as_bytes(),
            b"%22.png\"\r\ncontent-type: image/png\r\n\r\n\x00\xff\r\n--part-of-a-form-0000000000000001--\r\n",
        ];
        assert_eq!(body, expected.concat());
        assert_eq!(format!("{file:?}"), "File(\"景\\\".png\", \"image/png\", 2 bytes)");
    }
}
