//! YAML events in, a tree of nodes out; whatever YAML has beyond plain mappings, lists and scalars is refused.
//! The only module that knows `saphyr-parser`.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as Marks};

use super::{Entry, Node, Scalar, Value, odd};
use crate::diagnostic::{Diagnostic, FileId, Problems, Rule, Span};
use crate::gate;

/// How deep mappings and lists may stand in each other. The deepest real endpoint needs less than half.
const MAX_DEPTH: usize = 64;
/// How many values, and lines in texts, a file may have. The largest real endpoint needs less than a tenth.
const MAX_NODES: usize = 10_000;

/// The tree of a text with exactly one document.
pub(super) fn tree(text: &str, file: FileId, problems: &mut Problems) -> Option<Node> {
    let mut walk = Walk::new(text, file);
    let root = walk.document();
    problems.extend(walk.problems);
    root.unwrap_or_else(|problem| {
        problems.push(*problem);
        None
    })
}

/// What a step of the walk gives, or the problem that ends it.
type Step<T> = Result<T, Box<Diagnostic>>;

/// A node that is still being read: a mapping may be waiting for its next key's value.
enum Open {
    List(Span, Vec<Node>),
    Map {
        span: Span,
        entries: Vec<Entry>,
        key: Option<(Scalar, Span)>,
        /// Where each key stands first.
        seen: BTreeMap<String, Span>,
        in_braces: bool,
    },
}

struct Walk<'s> {
    text: &'s str,
    parser: Parser<'s, saphyr_parser::StrInput<'s>>,
    file: FileId,
    /// The byte at which each character starts, and the text's length.
    bytes: Vec<usize>,
    /// The mappings and lists that are still being read, each in the one before.
    open: Vec<Open>,
    documents: usize,
    nodes: usize,
    problems: Problems,
}

impl<'s> Walk<'s> {
    fn new(text: &'s str, file: FileId) -> Self {
        Self {
            text,
            parser: Parser::new_from_str(text),
            file,
            bytes: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect(),
            open: Vec::new(),
            documents: 0,
            nodes: 0,
            problems: Problems::default(),
        }
    }

    fn document(&mut self) -> Step<Option<Node>> {
        let mut root = None;
        while let Some(event) = self.parser.next_event() {
            let (event, marks) = event.map_err(|error| self.syntax(&error))?;
            let span = self.span(marks);
            let Some(node) = self.event(event, span)? else { continue };
            match self.open.last_mut() {
                None => root = Some(node),
                Some(Open::List(_, items)) => items.push(node),
                Some(Open::Map { entries, key, seen, in_braces, .. }) => {
                    // Of a key that is there twice the first one counts: it has been reported.
                    let first = |(key, span): &(Scalar, Span)| seen.get(&key.text) == Some(span);
                    if let Some((key, key_span)) = key.take().filter(first) {
                        entries.push(Entry { key, key_span, node, in_braces: *in_braces });
                    }
                }
            }
        }
        Ok(root)
    }

    /// The node that an event ends, if it does.
    fn event(&mut self, event: Event<'_>, span: Span) -> Step<Option<Node>> {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(feature(span, "a second document", "one endpoint a file"));
                }
                if let Some(at) = self.text.get(..span.end).and_then(directive) {
                    let span = Span { start: at, end: at + 1, ..span };
                    return Err(feature(
                        span,
                        "a directive",
                        "remove the line: there is one kind of YAML here",
                    ));
                }
            }
            Event::Alias(_) => return Err(feature(span, "an alias", "write the value out")),
            Event::Scalar(text, style, anchor, tag) => {
                self.nodes += text.matches('\n').count();
                self.plain_yaml(span, anchor, tag.is_some())?;
                // An escape in quotes can spell what the raw text may not hold.
                let forbidden = gate::all_forbidden(&text).map(|(_, found)| gate::forbidden(span, found));
                self.problems.extend(forbidden.take(1));
                let scalar = Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain };
                return self.scalar(span, scalar);
            }
            Event::SequenceStart(anchor, tag) => {
                self.plain_yaml(span, anchor, tag.is_some())?;
                self.deeper(span)?;
                self.open.push(Open::List(span, Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.plain_yaml(span, anchor, tag.is_some())?;
                self.deeper(span)?;
                let in_braces = self.text.as_bytes().get(span.start) == Some(&b'{');
                let (entries, seen) = (Vec::new(), BTreeMap::new());
                self.open.push(Open::Map { span, entries, key: None, seen, in_braces });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                return Ok(self.open.pop().map(|node| close(node, span)));
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(None)
    }

    /// A scalar is either the next key of the mapping it stands in, or a value of its own.
    fn scalar(&mut self, span: Span, scalar: Scalar) -> Step<Option<Node>> {
        let Some(Open::Map { key: key @ None, seen, .. }) = self.open.last_mut() else {
            return Ok(Some(Node { span, value: Value::Scalar(scalar) }));
        };
        if scalar.plain && scalar.text == "<<" {
            return Err(feature(span, "a merge key", "write the values out"));
        }
        let first = *seen.entry(scalar.text.clone()).or_insert(span);
        if first != span {
            self.problems.push(
                Diagnostic::new(Rule::DuplicateKey, span, format!("the key `{}` is here twice", scalar.text))
                    .with_related(first, "the first")
                    .with_help("remove one of the two"),
            );
        }
        *key = Some((scalar, span));
        Ok(None)
    }

    fn plain_yaml(&mut self, span: Span, anchor: usize, tagged: bool) -> Step<()> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            let message = format!("a spec file has at most {MAX_NODES} values and lines of text");
            return Err(too_large(span, message));
        }
        if anchor != 0 {
            self.problems.push(*feature(span, "an anchor", "write the value out where it is needed"));
        }
        if tagged {
            self.problems.push(*feature(span, "a tag", "remove it: the language knows each value's type"));
        }
        Ok(())
    }

    fn deeper(&self, span: Span) -> Step<()> {
        if self.open.len() >= MAX_DEPTH {
            return Err(too_large(span, format!("values stand at most {MAX_DEPTH} deep in each other")));
        }
        // A mapping or list where a key belongs.
        if let Some(Open::Map { key: None, .. }) = self.open.last() {
            return Err(feature(span, "a key that is no single value", "a key is one word"));
        }
        Ok(())
    }

    fn span(&self, marks: Marks) -> Span {
        let byte = |index: usize| self.bytes.get(index).or(self.bytes.last()).copied().unwrap_or_default();
        Span { file: self.file, start: byte(marks.start.index()), end: byte(marks.end.index()) }
    }

    fn syntax(&self, error: &ScanError) -> Box<Diagnostic> {
        let at = self.span(Marks::new(*error.marker(), *error.marker()));
        let problem = Diagnostic::new(Rule::YamlSyntax, at, format!("this is not YAML: {}", error.info()))
            .with_help(
                "check the indentation here and on the line before, and quote texts that hold `: `, ` #`, or in \
                 braces a comma",
            );
        Box::new(match odd::before(self.text, at) {
            Some((span, what)) => problem.with_related(span, what),
            None => problem,
        })
    }
}

/// Where a directive stands in what comes before a document: a line that starts with `%`.
fn directive(before: &str) -> Option<usize> {
    let later = || before.find("\n%").map(|at| at + 1);
    if before.starts_with('%') { Some(0) } else { later() }
}

fn feature(span: Span, what: &str, help: &str) -> Box<Diagnostic> {
    let message = format!("{what} is not allowed in a spec");
    Box::new(Diagnostic::new(Rule::YamlFeature, span, message).with_help(help))
}

fn too_large(span: Span, message: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Rule::TooLarge, span, message).with_help("one endpoint a file"))
}

fn close(node: Open, end: Span) -> Node {
    match node {
        Open::List(span, items) => {
            Node { span: Span { end: end.end.max(span.end), ..span }, value: Value::List(items) }
        }
        Open::Map { span, entries, .. } => {
            Node { span: Span { end: end.end.max(span.end), ..span }, value: Value::Map(entries) }
        }
    }
}
