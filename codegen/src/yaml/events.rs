//! YAML events in, a tree of nodes out; whatever YAML has beyond plain mappings, lists and scalars is refused.
//! The only module that knows `saphyr-parser`.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as Marks};

use super::{Entry, Node, Scalar, Value};
use crate::diagnostic::{Diagnostic, FileId, Problems, Rule, Span};
use crate::gate;

/// How deep mappings and lists may stand in each other. The deepest real endpoint needs less than half.
const MAX_DEPTH: usize = 64;
/// How many values, and lines in texts, a file may have. The largest real endpoint needs less than a tenth.
const MAX_NODES: usize = 10_000;

/// The tree of a text with exactly one document.
pub(super) fn tree(text: &str, file: FileId, problems: &mut Problems) -> Option<Node> {
    let mut walk = Walk::new(text, file);
    let root = match walk.document() {
        Ok(root) => root,
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    problems.extend(walk.problems);
    root
}

/// A node that is still being read: a mapping may be waiting for its next key's value.
enum Open {
    List(Span, Vec<Node>),
    Map(Span, Vec<Entry>, Option<(Scalar, Span)>, BTreeMap<String, Span>),
}

struct Walk<'s> {
    parser: Parser<'s, saphyr_parser::StrInput<'s>>,
    file: FileId,
    /// The byte at which each character starts, and the text's length.
    bytes: Vec<usize>,
    nodes: usize,
    problems: Problems,
}

impl<'s> Walk<'s> {
    fn new(text: &'s str, file: FileId) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { parser: Parser::new_from_str(text), file, bytes, nodes: 0, problems: Problems::default() }
    }

    fn document(&mut self) -> Result<Option<Node>, Diagnostic> {
        let mut open: Vec<Open> = Vec::new();
        let mut root = None;
        let mut documents = 0;
        while let Some(event) = self.parser.next_event() {
            let (event, marks) = event.map_err(|error| self.syntax(&error))?;
            let span = self.span(marks);
            let done = match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        return Err(self.feature(span, "a second document", "one endpoint a file"));
                    }
                    None
                }
                Event::Alias(_) => return Err(self.feature(span, "an alias", "write the value out")),
                Event::Scalar(text, style, anchor, tag) => {
                    self.nodes += text.matches('\n').count();
                    self.plain_yaml(span, anchor, tag.is_some())?;
                    // An escape in quotes can spell what the raw text may not hold.
                    let forbidden = gate::all_forbidden(&text).map(|(_, found)| gate::forbidden(span, found));
                    self.problems.extend(forbidden.take(1));
                    let scalar = Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain };
                    self.scalar(&mut open, span, scalar)?
                }
                Event::SequenceStart(anchor, tag) => {
                    self.plain_yaml(span, anchor, tag.is_some())?;
                    self.deeper(&open, span)?;
                    open.push(Open::List(span, Vec::new()));
                    None
                }
                Event::MappingStart(anchor, tag) => {
                    self.plain_yaml(span, anchor, tag.is_some())?;
                    self.deeper(&open, span)?;
                    open.push(Open::Map(span, Vec::new(), None, BTreeMap::new()));
                    None
                }
                Event::SequenceEnd | Event::MappingEnd => open.pop().map(|node| close(node, span)),
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => None,
            };
            if let Some(node) = done {
                match open.last_mut() {
                    None => root = Some(node),
                    Some(Open::List(_, items)) => items.push(node),
                    Some(Open::Map(_, entries, key, seen)) => {
                        // Of a key that is there twice the first one counts: it has been reported.
                        let first = |(key, span): &(Scalar, Span)| seen.get(&key.text) == Some(span);
                        if let Some((key, key_span)) = key.take().filter(first) {
                            entries.push(Entry { key, key_span, node });
                        }
                    }
                }
            }
        }
        Ok(root)
    }

    /// A scalar is either the next key of the mapping it stands in, or a value of its own.
    fn scalar(&mut self, open: &mut [Open], span: Span, scalar: Scalar) -> Result<Option<Node>, Diagnostic> {
        let Some(Open::Map(_, _, key @ None, seen)) = open.last_mut() else {
            return Ok(Some(Node { span, value: Value::Scalar(scalar) }));
        };
        if scalar.plain && scalar.text == "<<" {
            return Err(self.feature(span, "a merge key", "write the values out"));
        }
        let first = *seen.entry(scalar.text.clone()).or_insert(span);
        if first != span {
            self.problems.push(
                Diagnostic::new(Rule::DuplicateKey, span, format!("the key `{}` is here twice", scalar.text))
                    .related(first, "the first")
                    .help("remove one of the two"),
            );
        }
        *key = Some((scalar, span));
        Ok(None)
    }

    fn plain_yaml(&mut self, span: Span, anchor: usize, tagged: bool) -> Result<(), Diagnostic> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(
                self.too_large(span, format!("a spec file has at most {MAX_NODES} values and lines of text"))
            );
        }
        if anchor != 0 {
            let problem = self.feature(span, "an anchor", "write the value out where it is needed");
            self.problems.push(problem);
        }
        if tagged {
            let problem = self.feature(span, "a tag", "remove it: the language knows each value's type");
            self.problems.push(problem);
        }
        Ok(())
    }

    fn deeper(&self, open: &[Open], span: Span) -> Result<(), Diagnostic> {
        if open.len() >= MAX_DEPTH {
            return Err(self.too_large(span, format!("values stand at most {MAX_DEPTH} deep in each other")));
        }
        // A mapping or list where a key belongs.
        if let Some(Open::Map(_, _, None, _)) = open.last() {
            return Err(self.feature(span, "a key that is no single value", "a key is one word"));
        }
        Ok(())
    }

    fn span(&self, marks: Marks) -> Span {
        let byte = |index: usize| self.bytes.get(index).or(self.bytes.last()).copied().unwrap_or_default();
        Span { file: self.file, start: byte(marks.start.index()), end: byte(marks.end.index()) }
    }

    fn syntax(&self, error: &ScanError) -> Diagnostic {
        let at = self.span(Marks::new(*error.marker(), *error.marker()));
        Diagnostic::new(Rule::YamlSyntax, at, format!("this is not YAML: {}", error.info()))
            .help("check the indentation, and quote texts that hold `: `, ` #`, or in braces a comma")
    }

    #[expect(clippy::unused_self, reason = "beside `too_large` and `syntax`")]
    fn feature(&self, span: Span, what: &str, help: &str) -> Diagnostic {
        Diagnostic::new(Rule::YamlFeature, span, format!("{what} is not allowed in a spec")).help(help)
    }

    #[expect(clippy::unused_self, reason = "beside `feature` and `syntax`")]
    fn too_large(&self, span: Span, message: String) -> Diagnostic {
        Diagnostic::new(Rule::TooLarge, span, message).help("one endpoint a file")
    }
}

fn close(node: Open, end: Span) -> Node {
    match node {
        Open::List(span, items) => {
            Node { span: Span { end: end.end.max(span.end), ..span }, value: Value::List(items) }
        }
        Open::Map(span, entries, ..) => {
            Node { span: Span { end: end.end.max(span.end), ..span }, value: Value::Map(entries) }
        }
    }
}
