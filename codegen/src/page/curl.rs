//! A page's sample of a call in, its URL, headers and body out.

/// A call, as a command for `curl` or as it goes over the wire.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Call {
    pub(super) method: Option<String>,
    pub(super) url: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<String>,
    /// Whether the body is pairs in the form of a URL's.
    pub(super) is_encoded: bool,
    /// The parts of a form that are sent as such.
    pub(super) form: Vec<(String, String)>,
}

/// Flags that say nothing of what is sent.
const SILENT: [&str; 12] = [
    "--location",
    "-L",
    "--silent",
    "-s",
    "--insecure",
    "-k",
    "--compressed",
    "-i",
    "--include",
    "-v",
    "--globoff",
    "-g",
];

/// The call that a command makes.
pub(super) fn read(text: &str) -> Option<Call> {
    let mut words = Words { rest: words(text)?.into_iter(), value: None };
    (words.next()? == "curl").then_some(())?;
    let mut call = Call::default();
    let mut in_url = Vec::new();
    let mut is_get = false;
    while let Some(word) = words.flag() {
        match word.as_str() {
            "-X" | "--request" => call.method = Some(words.next()?),
            "-H" | "--header" => {
                let header = words.next()?;
                let (name, value) = header.split_once(':')?;
                call.headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            "-d" | "--data" | "--data-raw" | "--data-binary" | "--data-ascii" => {
                call.body = Some(words.next()?);
            }
            "--data-urlencode" => in_url.push(words.next()?),
            "-F" | "--form" => {
                let part = words.next()?;
                let (name, value) = part.split_once('=')?;
                call.form.push((name.to_owned(), value.to_owned()));
            }
            "-G" | "--get" => is_get = true,
            "--url" => call.url = words.next()?,
            silent if SILENT.contains(&silent) => {}
            url if call.url.is_empty() && !url.starts_with('-') => url.clone_into(&mut call.url),
            _ => return None,
        }
    }
    if !in_url.is_empty() && is_get {
        call.url =
            format!("{}{}{}", call.url, if call.url.contains('?') { '&' } else { '?' }, in_url.join("&"));
    } else if !in_url.is_empty() {
        call.body = Some(in_url.join("&"));
        call.is_encoded = true;
    }
    (!call.url.is_empty()).then_some(call)
}

/// The flags that have a value, and may have it in the same word.
const VALUED: [&str; 4] = ["-X", "-H", "-d", "-F"];

/// The words of a command, of which one may be a flag and its value: `--data='{}'`, `-XPOST`.
struct Words {
    rest: std::vec::IntoIter<String>,
    value: Option<String>,
}

impl Words {
    fn next(&mut self) -> Option<String> {
        self.value.take().or_else(|| self.rest.next())
    }

    /// The next flag. The value that stands in the same word is the next word.
    fn flag(&mut self) -> Option<String> {
        let word = self.next()?;
        let long = word.split_once('=').filter(|(flag, _)| {
            flag.starts_with("--") && flag.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '-')
        });
        let short = || VALUED.iter().find_map(|flag| Some((*flag, word.strip_prefix(flag)?)));
        let Some((flag, value)) = long.or_else(short).filter(|(_, value)| !value.is_empty()) else {
            return Some(word);
        };
        self.value = Some(value.to_owned());
        Some(flag.to_owned())
    }
}

/// The words of a command line. A backslash ends a line, also where copying lost the line's end.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek().is_none_or(|next| next.is_whitespace()) => words.extend(word.take()),
            '\\' => word.get_or_insert_default().extend(characters.next()),
            '\'' | '"' => quoted(character, &mut characters, word.get_or_insert_default())?,
            space if space.is_whitespace() => words.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    Some(words)
}

/// Adds what stands between quotes. In double quotes a backslash takes the meaning off the next character.
fn quoted(quote: char, characters: &mut impl Iterator<Item = char>, word: &mut String) -> Option<()> {
    loop {
        match characters.next()? {
            end if end == quote => return Some(()),
            '\\' if quote == '"' => match characters.next()? {
                escaped @ ('"' | '\\' | '$' | '`') => word.push(escaped),
                other => word.extend(['\\', other]),
            },
            other => word.push(other),
        }
    }
}

/// The call that stands as HTTP: `POST /path HTTP/1.1`, headers, an empty line, the body.
pub(super) fn read_http(text: &str) -> Option<Call> {
    let mut lines = text.lines();
    let first: Vec<_> = lines.next()?.split_whitespace().collect();
    let ([method, url] | [method, url, "HTTP/1.1" | "HTTP/1.0" | "HTTP/2"]) = first[..] else { return None };
    let is_url = url.starts_with('/') || url.starts_with("http");
    (["GET", "POST"].contains(&method) && is_url).then_some(())?;
    let mut call = Call { method: Some(method.to_owned()), url: url.to_owned(), ..Call::default() };
    let rest: Vec<_> = lines.collect();
    let is_header =
        |line: &&&str| line.split_once(':').is_some_and(|(name, _)| !name.trim().contains(['{', '"', ' ']));
    let headers = rest.iter().take_while(is_header).count();
    for line in &rest[..headers] {
        let (name, value) = line.split_once(':')?;
        call.headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    let body = rest[headers..].join("\n");
    call.body = Some(body.trim().to_owned()).filter(|body| !body.is_empty());
    Some(call)
}

#[cfg(test)]
mod tests {
    use super::{read, read_http};

    #[test]
    fn a_command_over_several_lines_is_one_also_when_their_ends_are_lost() {
        for end in ["\\\n", "\\ \n", "\\ "] {
            let call =
                format!("curl --location --request POST '/a/b/' {end}--header 'x: y' {end}-d '{{\"a\":1}}'");
            let call = read(&call).expect("it is a call");
            assert_eq!((call.method.as_deref(), call.url.as_str()), (Some("POST"), "/a/b/"));
            assert_eq!(call.headers, [("x".to_owned(), "y".to_owned())]);
            assert_eq!(call.body.as_deref(), Some("{\"a\":1}"));
        }
    }

    #[test]
    fn quotes_forms_and_parameters_are_read() {
        let call =
            read(r#"curl -G "https://a.b/c?x=1" --data-urlencode "y=\"2\"" -H "A:b""#).expect("it is a call");
        assert_eq!(call.url, "https://a.b/c?x=1&y=\"2\"");
        let call = read("curl -F 'file=@a.png' -F name=b /upload").expect("it is a call");
        assert_eq!(call.form.len(), 2);
        for none in ["", "curl", "curl 'x", "wget x", "curl --unknown x"] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn a_call_as_http_is_read() {
        let call = read_http("POST /a HTTP/1.1\nx: y\n\n{\"b\": 1}").expect("it is a call");
        assert_eq!((call.headers.len(), call.body.as_deref()), (1, Some("{\"b\": 1}")));
    }
}
