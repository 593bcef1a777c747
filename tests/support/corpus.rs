//! `tests/corpus/endpoints.jsonl`, names and types of real endpoints, as specs: by structure alone, and every choice that
//! the structure does not make is listed.

use std::collections::{BTreeMap, BTreeSet};

use douyin_codegen::Source;
use serde_json::{Map, Value, json};

/// What is called like this in a reply is a code, in the order in which one counts for more.
const CODES: [&[&str]; 10] = [
    &["err_no"],
    &["data", "error_code"],
    &["extra", "error_code"],
    &["err", "err_code"],
    &["errcode"],
    &["errno"],
    &["BaseResp", "StatusCode"],
    &["data", "ErrNo"],
    &["error_code"],
    &["code"],
];
/// What says more, wherever it stands in the first two levels.
const MESSAGES: [&str; 7] =
    ["err_msg", "description", "errmsg", "err_tips", "StatusMessage", "ErrMsg", "message"];
const LOG_IDS: [&str; 5] = ["log_id", "logid", "LogID", "log_Id", "logId"];
/// The letters of a struct's path that leave room for what the generator adds.
const LONGEST: usize = 80;
/// The methods that every request has, and the words of Rust that no field can be called.
const TAKEN: [&str; 5] = ["new", "check", "self", "super", "crate"];

/// The endpoints of `spec/` that the corpus does not have.
pub const OURS: [&str; 2] = ["toolkit/verify_local_certificates.yaml", "trip/certificate_verify.yaml"];
const PLATFORM: &str = "platform.yaml";

/// Specs, with the platform's, and the choices that were made, each with how often.
pub struct Corpus {
    pub specs: BTreeMap<String, String>,
    pub choices: BTreeMap<String, usize>,
    hosts: BTreeMap<String, String>,
    envelopes: BTreeMap<String, Value>,
}

impl Corpus {
    /// Reads the corpus.
    fn read() -> Self {
        let mut corpus = Self {
            specs: BTreeMap::new(),
            choices: BTreeMap::new(),
            hosts: BTreeMap::new(),
            envelopes: BTreeMap::new(),
        };
        for line in super::read("tests/corpus/endpoints.jsonl").lines() {
            corpus.endpoint(&serde_json::from_str(line).expect("a line is an endpoint"));
        }
        let hosts: Map<_, _> = corpus
            .hosts
            .iter()
            .map(|(url, name)| (name.clone(), json!({ "url": format!("https://{url}") })))
            .collect();
        let tokens = json!({ "client": { "header": "access-token" } });
        let platform = json!({ "hosts": hosts, "tokens": tokens, "envelopes": corpus.envelopes });
        corpus.specs.insert(PLATFORM.to_owned(), format!("{platform:#}\n"));
        corpus
    }

    /// The whole corpus, and with it what stands in `spec/`.
    pub fn whole() -> Self {
        let mut corpus = Self::read();
        let platform = both(&corpus.specs[PLATFORM], &super::read("spec/platform.yaml"));
        corpus.specs.insert(PLATFORM.to_owned(), platform);
        for path in OURS {
            let taken = corpus.specs.insert(path.to_owned(), super::read(&format!("spec/{path}")));
            assert!(taken.is_none(), "the corpus has {path} too");
        }
        corpus
    }

    /// As the generator takes them.
    pub fn sources(&self) -> Vec<Source> {
        self.specs.iter().map(|(path, text)| Source::new(path, text)).collect()
    }

    fn choose(&mut self, what: &str) {
        *self.choices.entry(what.to_owned()).or_default() += 1;
    }

    fn endpoint(&mut self, endpoint: &Value) {
        let text = |key: &str| endpoint[key].as_str().expect("it is a text").to_owned();
        let path = self.place(&text("path"), &text("id"));
        let mut decisions = Map::new();
        let response = self.fields("response", &endpoint["response"]["fields"], &mut decisions);
        let envelope = self.envelope(&response);
        let mut page = json!({
            "title": text("id"),
            "method": text("http_method"),
            "host": self.host(&text("host")),
            "path": text("path"),
            "headers": self.fields("headers", &endpoint["headers"], &mut decisions),
            "query": self.fields("query", &endpoint["query"], &mut decisions),
            "request": self.fields("request", &endpoint["body"]["fields"], &mut decisions),
            "response": response,
        });
        join(&mut page["query"]);
        if text("content_type") == "multipart/form-data" {
            page["body"] = "multipart".into();
            for field in page["request"].as_object_mut().expect("they are fields").values_mut() {
                if field["fields"].get("content").is_some() {
                    self.choose("a struct with a content of a multipart form: a file");
                    *field = json!({ "type": "file", "required": field["required"] });
                }
            }
        }
        self.codes(&envelope, &mut page["response"]);
        let mut decided = json!({ "envelope": envelope, "fields": decisions });
        if page["headers"].get("access-token").is_some() {
            decided["token"] = "client".into();
        }
        let spec = json!({ "page": page, "decisions": decided });
        assert!(self.specs.insert(path.clone(), format!("{spec:#}\n")).is_none(), "{path} is there twice");
    }

    /// `GROUP/ENDPOINT.yaml`, of the first part of the URL's path that says something, and the endpoint's id.
    fn place(&mut self, path: &str, id: &str) -> String {
        let says = |part: &&str| !part.is_empty() && !["api", "apps"].contains(part) && !is_version(part);
        let mut group = snake(path.split('/').find(says).unwrap_or("root"));
        if ["match", "token", "platform", "test"].contains(&group.as_str()) {
            self.choose("a group called like something else: with `_group`");
            group += "_group";
        }
        format!("{group}/{}.yaml", snake(id))
    }

    fn host(&mut self, url: &str) -> String {
        let name = snake(url.split('.').next().unwrap_or_default());
        let known = self.hosts.len();
        self.hosts
            .entry(url.to_owned())
            .or_insert_with(|| if known == 0 { name.clone() } else { format!("{name}_{known}") })
            .clone()
    }

    /// Where the reply says what happened: every code that it has, and what goes with them.
    fn envelope(&mut self, response: &Value) -> String {
        let at = |path: &[&str]| {
            path.iter().try_fold(response, |at, part| {
                let fields = at.get("fields").unwrap_or(at);
                fields.get(part)
            })
        };
        let mut codes: Vec<_> =
            CODES.iter().filter(|path| at(path).is_some_and(|field| field["type"] == "number")).collect();
        if codes.iter().any(|path| path.len() == 2) && codes.iter().any(|path| **path == ["err_no"]) {
            self.choose("a code at the top and others below: the one at the top");
            codes.truncate(1);
        }
        codes.dedup_by_key(|path| path[0] == "code" || path[0] == "error_code");
        let name = codes.iter().map(|path| snake(&path.join("_"))).collect::<Vec<_>>().join("_and_");
        let name = if name.is_empty() { "no_code".to_owned() } else { name };
        let leaves = |wanted: &[&str]| {
            let mut found = BTreeSet::new();
            for (key, field) in response.as_object().expect("they are fields") {
                if wanted.contains(&key.as_str()) {
                    found.insert(key.clone());
                }
                let below = field["fields"].as_object().into_iter().flat_map(Map::keys);
                found.extend(
                    below
                        .filter(|below| wanted.contains(&below.as_str()))
                        .map(|below| format!("{key}.{below}")),
                );
            }
            found
        };
        let mut envelope = json!({ "codes": codes.iter().map(|path| path.join(".")).collect::<Vec<_>>() });
        if codes.is_empty() {
            self.choose("a reply without a code: the HTTP status says whether it succeeded");
            envelope["success"] = "status".into();
        }
        let known = self.envelopes.entry(name.clone()).or_insert(envelope);
        for (key, found) in [("messages", leaves(&MESSAGES)), ("log_ids", leaves(&LOG_IDS))] {
            let mut all: BTreeSet<String> = serde_json::from_value(known[key].clone()).unwrap_or_default();
            all.extend(found);
            known[key] = json!(all);
        }
        name
    }

    /// What the envelope reads is an integer.
    fn codes(&mut self, envelope: &str, response: &mut Value) {
        let paths: Vec<String> =
            serde_json::from_value(self.envelopes[envelope]["codes"].clone()).expect("they are paths");
        for path in paths {
            let pointer = format!("/{}/type", path.replace('.', "/fields/"));
            *response.pointer_mut(&pointer).expect("the code is there") = "int64".into();
            self.choose("an undecided number that is a code: an integer");
        }
    }

    /// Fields by name, as the language has them. `path` is where decisions about them are.
    fn fields(&mut self, path: &str, fields: &Value, decisions: &mut Map<String, Value>) -> Value {
        let mut names = BTreeSet::new();
        let mut done = Map::new();
        for field in fields.as_array().into_iter().flatten() {
            let wire = field["wire_name"].as_str().expect("it has a name");
            let mut value = self.value(&format!("{path}.{wire}"), field, decisions);
            if field["required"] == true {
                value["required"] = true.into();
            }
            let name = snake(wire);
            let clashes = !names.insert(name.clone()) || TAKEN.contains(&name.as_str());
            if clashes {
                self.choose("a name that is taken: with `_field`");
                decisions.insert(format!("{path}.{wire}"), json!({ "rust_name": format!("{name}_field") }));
            }
            done.insert(wire.to_owned(), value);
        }
        done.into()
    }

    /// A type, with what it holds.
    fn value(&mut self, path: &str, value: &Value, decisions: &mut Map<String, Value>) -> Value {
        match value["type"].as_str().expect("it has a type") {
            "struct" => {
                if path.len() - path.matches(['_', '.']).count() > LONGEST {
                    self.choose("a struct so deep that its name would be too long: a number");
                    let (_, last) = path.rsplit_once('.').unwrap_or(("", path));
                    let name = format!("Deep{}{}", decisions.len(), camel(last));
                    decisions.insert(path.to_owned(), json!({ "rust_type": name }));
                }
                json!({ "type": "struct", "fields": self.fields(path, &value["fields"], decisions) })
            }
            "list" => json!({ "type": "list", "items": self.value(path, &value["item"], decisions) }),
            "map" => json!({ "type": "map", "values": self.value(path, &value["value"], decisions) }),
            "binary" => {
                self.choose("bytes in JSON: a string");
                json!({ "type": "string" })
            }
            kind => json!({ "type": kind }),
        }
    }
}

/// Parameters of many values are joined with commas where that can be, and JSON elsewhere.
fn join(query: &mut Value) {
    for field in query.as_object_mut().expect("they are fields").values_mut() {
        let is_plain = |item: &Value| ["string", "number", "bool"].iter().any(|kind| item["type"] == *kind);
        if field["type"] == "list" && is_plain(&field["items"]) {
            field["joined"] = "comma".into();
        } else if ["list", "map", "struct"].iter().any(|kind| field["type"] == *kind) {
            field["joined"] = "json".into();
        }
    }
}

fn is_version(part: &str) -> bool {
    part.strip_prefix('v')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()))
}

/// `order_id` as `OrderId`.
fn camel(name: &str) -> String {
    let snake = snake(name);
    let words = snake.split('_').filter(|word| !word.is_empty());
    let capital = words.map(|word| [&word[..1].to_ascii_uppercase(), &word[1..]].concat());
    capital.collect::<Vec<_>>().concat()
}

/// `listOrderV2` as `list_order_v2`, `BaseResp` as `base_resp`, `LogID` as `log_id`.
fn snake(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let after_small =
            at > 0 && (letters[at - 1].is_ascii_lowercase() || letters[at - 1].is_ascii_digit());
        let before_small = letters.get(at + 1).is_some_and(char::is_ascii_lowercase);
        if letter.is_ascii_uppercase() && at > 0 && (after_small || before_small) && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.push(if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' });
    }
    snake.trim_matches('_').to_owned()
}

/// What either platform's file declares. Of an envelope that both have, the corpus' one reads more.
fn both(corpus: &str, ours: &str) -> String {
    let read = |text| serde_yaml::from_str::<Value>(text).expect("a platform is YAML");
    let mut platform = read(corpus);
    for (part, ours) in read(ours).as_object().expect("it has parts") {
        let part = platform[part].as_object_mut().expect("the corpus has the same parts");
        for (name, declared) in ours.as_object().expect("they are by name") {
            part.entry(name).or_insert_with(|| declared.clone());
        }
    }
    format!("{platform:#}\n")
}
