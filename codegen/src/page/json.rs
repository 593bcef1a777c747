//! A page's sample in, what it says out: JSON as people write it, with commas too many, comments and odd spaces.

/// What a sample says. Numbers keep their digits.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Bool,
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The value under a key, the first if there are several.
    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Self::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The values under a key, also where an object has it several times.
    pub(super) fn all(&self, key: &str) -> impl Iterator<Item = &Json> {
        let entries = if let Self::Object(entries) = self { &entries[..] } else { &[] };
        entries.iter().filter(move |(name, _)| name == key).map(|(_, value)| value)
    }
}

/// Deeper than any page's sample, and such that a spec can hold it.
const MAX_DEPTH: usize = 20;

/// The value that a text is.
pub(super) fn read(text: &str) -> Option<Json> {
    let mut reader = Reader { rest: text, depth: 0 };
    let value = reader.value()?;
    reader.skip();
    reader.rest.is_empty().then_some(value)
}

/// How many lines from the first on are one object or list, if they are: brackets outside of texts are paired.
pub(super) fn lines_of<'l>(lines: impl Iterator<Item = &'l str>) -> Option<usize> {
    let (mut open, mut in_text, mut in_comment, mut count) = (0_usize, false, false, 0);
    for line in lines {
        let mut escaped = false;
        let mut characters = line.chars();
        while let Some(character) = characters.next() {
            let rest = characters.as_str();
            match character {
                '*' if in_comment && rest.starts_with('/') => in_comment = false,
                _ if in_comment => {}
                _ if escaped => escaped = false,
                '\\' if in_text => escaped = true,
                '"' => in_text = !in_text,
                '/' if !in_text && rest.starts_with('/') => break,
                '/' if !in_text && rest.starts_with('*') => in_comment = true,
                '{' | '[' if !in_text => open += 1,
                '}' | ']' if !in_text => open = open.checked_sub(1)?,
                _ => {}
            }
        }
        count += 1;
        if open == 0 && !in_comment {
            return (!in_text).then_some(count);
        }
    }
    None
}

struct Reader<'t> {
    rest: &'t str,
    depth: usize,
}

impl Reader<'_> {
    /// Passes spaces and comments.
    fn skip(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            self.rest = if let Some(comment) = self.rest.strip_prefix("//") {
                comment.split_once('\n').map_or("", |(_, rest)| rest)
            } else if let Some(comment) = self.rest.strip_prefix("/*") {
                comment.split_once("*/").map_or("", |(_, rest)| rest)
            } else {
                return;
            };
        }
    }

    fn eat(&mut self, character: char) -> bool {
        self.skip();
        let rest = self.rest.strip_prefix(character);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self) -> Option<Json> {
        self.skip();
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let value = match self.rest.chars().next()? {
            '{' => self.object(),
            '[' => self.list(),
            '"' => self.text().map(Json::Text),
            _ => self.word(),
        };
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Option<Json> {
        let mut entries = Vec::new();
        self.eat('{');
        while !self.eat('}') {
            let key = self.text()?;
            if !self.eat(':') {
                return None;
            }
            entries.push((key, self.value()?));
            if !self.goes_on('}') {
                return None;
            }
        }
        Some(Json::Object(entries))
    }

    fn list(&mut self) -> Option<Json> {
        let mut items = Vec::new();
        self.eat('[');
        while !self.eat(']') {
            items.push(self.value()?);
            if !self.goes_on(']') {
                return None;
            }
        }
        Some(Json::List(items))
    }

    /// Whether a comma follows, or the end, or a text on a line of its own, before which the comma was forgotten.
    fn goes_on(&mut self, end: char) -> bool {
        let broken = self.rest.trim_start_matches([' ', '\t', '\u{a0}']).starts_with(['\n', '/']);
        if self.eat(',') {
            while self.eat(',') {}
            // An ellipsis stands for more of the same.
            self.skip();
            self.rest =
                self.rest.strip_prefix("...").or_else(|| self.rest.strip_prefix('…')).unwrap_or(self.rest);
            return true;
        }
        self.rest.starts_with(end) || broken && self.rest.starts_with('"')
    }

    fn text(&mut self) -> Option<String> {
        if !self.eat('"') {
            return None;
        }
        let mut text = String::new();
        // A character beyond the first 65,536 is two escapes.
        let mut halves: Vec<u16> = Vec::new();
        let mut characters = self.rest.chars();
        while let Some(character) = characters.next() {
            match character {
                '"' => {
                    self.rest = characters.as_str();
                    return Some(text);
                }
                '\\' => match characters.next()? {
                    'u' => {
                        let digits: String = characters.by_ref().take(4).collect();
                        halves.push(u16::from_str_radix(&digits, 16).ok()?);
                        let goes_on = characters.as_str().starts_with("\\u");
                        if !goes_on {
                            text.push_str(&String::from_utf16_lossy(&std::mem::take(&mut halves)));
                        }
                    }
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    other => text.push(other),
                },
                character => text.push(character),
            }
        }
        None
    }

    fn word(&mut self) -> Option<Json> {
        let end = self.rest.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        let is_number = |text: &str| {
            text.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit())
                && text.parse::<f64>().is_ok()
        };
        match word {
            "null" => Some(Json::Null),
            "true" | "false" => Some(Json::Bool),
            number if is_number(number) => Some(Json::Number(number.to_owned())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, lines_of, read};

    #[test]
    fn people_write_it_so_and_it_is_read() {
        let text = "{ \"a\": [1, 2.5, ], // the first\n \"b\": {\"c\": null,},\n\u{a0}\"d\": \"x\\u4e00\\\"\"\n \"e\": true, ... }";
        let Some(Json::Object(entries)) = read(text) else { panic!("it is an object") };
        let keys: Vec<_> = entries.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["a", "b", "d", "e"]);
        assert_eq!(entries[2].1, Json::Text("x一\"".to_owned()));
    }

    #[test]
    fn what_is_none_is_refused_however_deep() {
        for text in ["", "{", "{a}", "{\"a\" 1}", "[1 2]", "{\"a\":1}x", "{\"a\": xxx}", &"[".repeat(100_000)]
        {
            assert_eq!(read(text), None, "{}", text.len());
        }
    }

    #[test]
    fn escapes_and_numbers_are_what_they_are() {
        assert_eq!(read(r#""\ud83c\udfab\u4e00""#), Some(Json::Text("🎫一".to_owned())));
        assert_eq!(read(r#""\ud83c""#), Some(Json::Text("\u{fffd}".to_owned())));
        for none in ["0x1F", "-inf", "-nan", "NaN", "+1", "1_000", "1,000"] {
            assert_eq!(read(none), None, "{none}");
        }
        assert_eq!(read("-0"), Some(Json::Number("-0".to_owned())));
    }

    #[test]
    fn brackets_in_texts_do_not_count() {
        assert_eq!(lines_of(["{ \"a\": \"}\",", "\"b\": [] }", "x"].into_iter()), Some(2));
        assert_eq!(lines_of(["{", "x"].into_iter()), None);
        let commented = ["{ \"a\": \"//\", // \"x {", "/* \" { */ \"b\": 1", "}", "{"];
        assert_eq!(lines_of(commented.into_iter()), Some(3));
    }
}
