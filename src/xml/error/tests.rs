//! What every fault looks like, and where it is found.

use std::collections::BTreeSet;
use std::fmt::Write;

use insta::assert_snapshot;

use crate::xml::{Limits, ReadError, Reader};

fn read(document: &[u8], limits: Limits) -> Result<(), ReadError> {
    let mut reader = Reader::new(document, limits);
    while reader.next()?.is_some() {}
    Ok(())
}

/// One line a document: its bytes, the kind and place of the fault, the message.
fn faults<D: AsRef<[u8]>>(documents: impl IntoIterator<Item = D>, limits: Limits) -> String {
    let mut lines = String::new();
    for document in documents {
        let document = document.as_ref();
        let error = read(document, limits).expect_err("must be refused");
        let shown = document.escape_ascii();
        let (kind, byte) = (error.kind(), error.position().byte);
        writeln!(lines, "{shown}  {kind:?} at {byte}, {error}").unwrap();
    }
    lines
}

fn default_faults<D: AsRef<[u8]>>(documents: impl IntoIterator<Item = D>) -> String {
    faults(documents, Limits::default())
}

const LIMITS: [(&str, Limits); 8] = {
    let limits = Limits {
        bytes: 256,
        depth: 8,
        attributes: 8,
        namespace_declarations: 8,
        elements: 8,
        text_bytes: 256,
    };
    [
        ("<a></a>", limits.with_bytes(6)),
        ("<a>\n <b/></a>", limits.with_depth(1)),
        ("<a b='' c=''/>", limits.with_attributes(1)),
        (
            "<a xmlns='x'><b xmlns:c='y'/></a>",
            limits.with_namespace_declarations(1),
        ),
        ("<a><b/><c/></a>", limits.with_elements(2)),
        ("<a>12<!---->&amp;4</a>", limits.with_text_bytes(3)),
        ("<a>\n1234</a>", limits.with_text_bytes(3)),
        ("<a b='1234'/>", limits.with_text_bytes(3)),
    ]
};

const TRUNCATED: [&[u8]; 21] = [
    b"<a>\xE2\x82",
    b"<a",
    b"<a/",
    b"<a b",
    b"<a b=",
    b"<a b='c>",
    b"<",
    b"<a></a",
    b"<a></",
    b"<a><!",
    b"<a><![CD",
    b"<a><![CDATA[ ]]",
    b"<!-- ",
    b"<!-- --",
    b"<?pi ",
    b"<?xml version",
    b"<a>&am",
    b"<a>&#x",
    b"<a>\n<b>",
    b"",
    b" <!-- no root -->\n",
];

const ENCODING: [&[u8]; 8] = [
    b"<a>\n\xE4</a>",
    b"\xFF\xFE<\0a\0/\0>\0",
    b"\xFE\xFF\0<\0a\0/\0>",
    b"<\0a\0/\0>\0",
    b"\0\0\0<\0\0\0a",
    b"\xFF\xFE\0\0<\0\0\0",
    b"<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
    b"<?xml version='1.0' encoding='utf-16'?><a/>",
];

const CHARACTERS: [&[u8]; 6] = [
    b"<a>\n\x01</a>",
    b"<a b='\x0B'/>",
    b"<a><!-- \x00 --></a>",
    b"<a/>\n\x7F\x1F",
    b"<a>\xEF\xBF\xBF</a>",
    b"<a\xEF\xBF\xBE/>",
];

const SYNTAX: [&str; 44] = [
    "< a/>",
    "<>",
    "<1/>",
    "<a></ a>",
    "<a></>",
    "<a></a b='c'>",
    "<a></a/>",
    "<a\"b\"/>",
    "<a b/>",
    "<a b = >",
    "<a b=c/>",
    "<a b='c'd='e'/>",
    "<a ='b'/>",
    "<a b='c' / >",
    "<a b='<'/>",
    "<a b='>\n<c d='e'/></a>",
    "<a\u{200B}/>",
    "<a><!x></a>",
    "<a><!></a>",
    "<a><![cdata[x]]></a>",
    "<!doctype a><a/>",
    "<a><!-- -- --></a>",
    "<a><!-- --->",
    "<a><!--->",
    "<a>]]></a>",
    "<??><a/>",
    "<?><a/>",
    "<?1?><a/>",
    "<?a:b?><a/>",
    "<?a+?><a/>",
    "<?XML version='1.0'?><a/>",
    " <?xml version='1.0'?><a/>",
    "<?xml?><a/>",
    "<?xml encoding='UTF-8'?><a/>",
    "<?xml version='2.0'?><a/>",
    "<?xml version='1.0' a='b'?><a/>",
    "<?xml version='1.0' encoding='UTF-8' encoding='UTF-8'?><a/>",
    "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>",
    "<?xml version='1.0' standalone='maybe'?><a/>",
    "<?xml version='1.0' encoding=' UTF-8'?><a/>",
    "<?xml version='1.0' encoding='UTF 8'?><a/>",
    "<?xml version='1.0' encoding='8'?><a/>",
    "<a><?xml version='1.0'?></a>",
    "<?xml version='1.0'encoding='UTF-8'?><a/>",
];

const REFERENCES: [&str; 9] = [
    "<a>R & D</a>",
    "<a>&;</a>",
    "<a>&#;</a>",
    "<a>&#x110000;</a>",
    "<a>&#0;</a>",
    "<a b='&#xFFFF;'/>",
    "<a>1&nbsp;2</a>",
    "<a b='&'/>",
    "<a b='&eacute;'/>",
];

const STRUCTURE: [&str; 14] = [
    "<Read>\n<Task></Read>",
    "<a:b xmlns:a='u' xmlns:c='u'></c:b>",
    "<a/></a>",
    "</a>",
    "<a/>\n<b/>",
    "x<a/>",
    "<a/> x",
    "<a/>&amp;",
    "<a/><![CDATA[]]>",
    "<a/><![CDATA[x",
    "<a/> &x",
    "\u{FEFF}\u{FEFF}<a/>",
    "<a b='1' c='2'\n b='3'/>",
    "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>",
];

const NAMESPACES: [&str; 14] = [
    "<p:a/>",
    "<a p:b='1'/>",
    "<a><b xmlns:p='u'/><p:c/></a>",
    "<a:b:c/>",
    "<:a/>",
    "<a:/>",
    "<a xmlns:='u'/>",
    "<xmlns:a/>",
    "<a xmlns:xmlns='u'/>",
    "<a xmlns:xml='u'/>",
    "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
    "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
    "<a xmlns:p=''/>",
    "<a xmlns:p='u' xmlns:p='v'/>",
];

const DOCUMENT_TYPE: [&str; 3] = [
    "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "<a/><!DOCTYPE",
    "<!DOCTYPE a [ <b>",
];

#[test]
fn limits() {
    let lines: String = LIMITS
        .iter()
        .map(|&(document, limits)| faults([document], limits))
        .collect();
    assert_snapshot!(lines, @r#"
    <a></a>  Limit at 6, line 1, column 7: document of 7 bytes is larger than the limit of 6 bytes
    <a>\n <b/></a>  Limit at 5, line 2, column 2: element is nested deeper than the limit of 1 levels
    <a b=\'\' c=\'\'/>  Limit at 8, line 1, column 9: element has more attributes than the limit of 1
    <a xmlns=\'x\'><b xmlns:c=\'y\'/></a>  Limit at 16, line 1, column 17: more namespace declarations are in scope than the limit of 1
    <a><b/><c/></a>  Limit at 7, line 1, column 8: document has more elements than the limit of 2
    <a>12<!---->&amp;4</a>  Limit at 3, line 1, column 4: text is longer than the limit of 3 bytes
    <a>\n1234</a>  Limit at 3, line 1, column 4: text is longer than the limit of 3 bytes
    <a b=\'1234\'/>  Limit at 6, line 1, column 7: attribute value is longer than the limit of 3 bytes
    "#);
}

#[test]
fn truncated() {
    assert_snapshot!(default_faults(TRUNCATED), @r#"
    <a>\xe2\x82  Truncated at 3, line 1, column 4: input ends inside a UTF-8 character
    <a  Truncated at 0, line 1, column 1: tag is not closed before the input ends
    <a/  Truncated at 0, line 1, column 1: tag is not closed before the input ends
    <a b  Truncated at 0, line 1, column 1: tag is not closed before the input ends
    <a b=  Truncated at 0, line 1, column 1: tag is not closed before the input ends
    <a b=\'c>  Truncated at 0, line 1, column 1: tag is not closed before the input ends
    <  Truncated at 0, line 1, column 1: tag is not closed before the input ends
    <a></a  Truncated at 3, line 1, column 4: tag is not closed before the input ends
    <a></  Truncated at 3, line 1, column 4: tag is not closed before the input ends
    <a><!  Truncated at 3, line 1, column 4: markup is not closed before the input ends
    <a><![CD  Truncated at 3, line 1, column 4: markup is not closed before the input ends
    <a><![CDATA[ ]]  Truncated at 3, line 1, column 4: CDATA section is not closed before the input ends
    <!--   Truncated at 0, line 1, column 1: comment is not closed before the input ends
    <!-- --  Truncated at 0, line 1, column 1: comment is not closed before the input ends
    <?pi   Truncated at 0, line 1, column 1: processing instruction is not closed before the input ends
    <?xml version  Truncated at 0, line 1, column 1: processing instruction is not closed before the input ends
    <a>&am  Truncated at 3, line 1, column 4: reference is not closed before the input ends
    <a>&#x  Truncated at 3, line 1, column 4: reference is not closed before the input ends
    <a>\n<b>  Truncated at 7, line 2, column 4: input ends, expected </b>
      Truncated at 0, line 1, column 1: input ends, expected a root element
     <!-- no root -->\n  Truncated at 18, line 2, column 1: input ends, expected a root element
    "#);
}

#[test]
fn encoding() {
    assert_snapshot!(default_faults(ENCODING), @r#"
    <a>\n\xe4</a>  Encoding at 4, line 2, column 1: byte 0xE4 is not UTF-8
    \xff\xfe<\x00a\x00/\x00>\x00  Encoding at 0, line 1, column 1: document is written in UTF-16, expected UTF-8
    \xfe\xff\x00<\x00a\x00/\x00>  Encoding at 0, line 1, column 1: document is written in UTF-16, expected UTF-8
    <\x00a\x00/\x00>\x00  Encoding at 0, line 1, column 1: document is written in UTF-16, expected UTF-8
    \x00\x00\x00<\x00\x00\x00a  Encoding at 0, line 1, column 1: document is written in UTF-32, expected UTF-8
    \xff\xfe\x00\x00<\x00\x00\x00  Encoding at 0, line 1, column 1: document is written in UTF-32, expected UTF-8
    <?xml version=\'1.0\' encoding=\'ISO-8859-1\'?><a/>  Encoding at 30, line 1, column 31: declared encoding is ISO-8859-1, expected UTF-8
    <?xml version=\'1.0\' encoding=\'utf-16\'?><a/>  Encoding at 30, line 1, column 31: declared encoding is utf-16, expected UTF-8
    "#);
}

#[test]
fn characters() {
    assert_snapshot!(default_faults(CHARACTERS), @r#"
    <a>\n\x01</a>  Character at 4, line 2, column 1: character U+0001 is not allowed in XML 1.0
    <a b=\'\x0b\'/>  Character at 6, line 1, column 7: character U+000B is not allowed in XML 1.0
    <a><!-- \x00 --></a>  Character at 8, line 1, column 9: character U+0000 is not allowed in XML 1.0
    <a/>\n\x7f\x1f  Structure at 5, line 2, column 1: text outside the root element
    <a>\xef\xbf\xbf</a>  Character at 3, line 1, column 4: character U+FFFF is not allowed in XML 1.0
    <a\xef\xbf\xbe/>  Character at 2, line 1, column 3: character U+FFFE is not allowed in XML 1.0
    "#);
}

#[test]
fn syntax() {
    assert_snapshot!(default_faults(SYNTAX), @r#"
    < a/>  Syntax at 1, line 1, column 2: expected an element name, found a blank
    <>  Syntax at 1, line 1, column 2: expected an element name, found `>`
    <1/>  Syntax at 1, line 1, column 2: expected an element name, found `1`
    <a></ a>  Syntax at 5, line 1, column 6: expected an element name, found a blank
    <a></>  Syntax at 5, line 1, column 6: expected an element name, found `>`
    <a></a b=\'c\'>  Syntax at 7, line 1, column 8: expected the end of the tag, found `b`
    <a></a/>  Syntax at 6, line 1, column 7: expected the end of the tag, found `/`
    <a\"b\"/>  Syntax at 2, line 1, column 3: expected a blank or the end of the tag, found `"`
    <a b/>  Syntax at 4, line 1, column 5: expected `=` after the attribute name, found `/>`
    <a b = >  Syntax at 7, line 1, column 8: expected an attribute value in quotes, found `>`
    <a b=c/>  Syntax at 5, line 1, column 6: expected an attribute value in quotes, found `c`
    <a b=\'c\'d=\'e\'/>  Syntax at 8, line 1, column 9: expected a blank or the end of the tag, found `d`
    <a =\'b\'/>  Syntax at 3, line 1, column 4: expected an attribute name, found `=`
    <a b=\'c\' / >  Syntax at 9, line 1, column 10: expected an attribute name, found `/`
    <a b=\'<\'/>  Syntax at 6, line 1, column 7: `<` in an attribute value, expected `&lt;`
    <a b=\'>\n<c d=\'e\'/></a>  Syntax at 8, line 2, column 1: `<` in an attribute value, expected `&lt;`
    <a\xe2\x80\x8b/>  Syntax at 2, line 1, column 3: expected a blank or the end of the tag, found U+200B
    <a><!x></a>  Syntax at 3, line 1, column 4: expected `<!--` or `<![CDATA[` after `<!`
    <a><!></a>  Syntax at 3, line 1, column 4: expected `<!--` or `<![CDATA[` after `<!`
    <a><![cdata[x]]></a>  Syntax at 3, line 1, column 4: expected `<!--` or `<![CDATA[` after `<!`
    <!doctype a><a/>  Syntax at 0, line 1, column 1: expected `<!--` or `<![CDATA[` after `<!`
    <a><!-- -- --></a>  Syntax at 8, line 1, column 9: `--` inside a comment
    <a><!-- --->  Syntax at 8, line 1, column 9: `--` inside a comment
    <a><!--->  Truncated at 3, line 1, column 4: comment is not closed before the input ends
    <a>]]></a>  Syntax at 3, line 1, column 4: `]]>` in text, expected `]]&gt;`
    <??><a/>  Syntax at 2, line 1, column 3: expected the target of a processing instruction, found `?>`
    <?><a/>  Syntax at 2, line 1, column 3: expected the target of a processing instruction, found `>`
    <?1?><a/>  Syntax at 2, line 1, column 3: expected the target of a processing instruction, found `1`
    <?a:b?><a/>  Syntax at 3, line 1, column 4: expected a processing instruction target without a colon, found `:`
    <?a+?><a/>  Syntax at 3, line 1, column 4: expected a blank or `?>`, found `+`
    <?XML version=\'1.0\'?><a/>  Syntax at 2, line 1, column 3: processing instruction target `xml` in other letter case is reserved
     <?xml version=\'1.0\'?><a/>  Syntax at 1, line 1, column 2: XML declaration is allowed only at the very start of the document
    <?xml?><a/>  Syntax at 5, line 1, column 6: expected `version` in the XML declaration, found `?>`
    <?xml encoding=\'UTF-8\'?><a/>  Syntax at 6, line 1, column 7: expected `version` in the XML declaration, found something else
    <?xml version=\'2.0\'?><a/>  Syntax at 15, line 1, column 16: expected the XML version `1.0`, found something else
    <?xml version=\'1.0\' a=\'b\'?><a/>  Syntax at 20, line 1, column 21: expected `encoding`, `standalone` or `?>`, found something else
    <?xml version=\'1.0\' encoding=\'UTF-8\' encoding=\'UTF-8\'?><a/>  Syntax at 37, line 1, column 38: expected `standalone` or `?>`, found something else
    <?xml version=\'1.0\' standalone=\'yes\' encoding=\'UTF-8\'?><a/>  Syntax at 37, line 1, column 38: expected `?>`, found something else
    <?xml version=\'1.0\' standalone=\'maybe\'?><a/>  Syntax at 32, line 1, column 33: expected `yes` or `no`, found something else
    <?xml version=\'1.0\' encoding=\' UTF-8\'?><a/>  Syntax at 30, line 1, column 31: expected the name of an encoding, found something else
    <?xml version=\'1.0\' encoding=\'UTF 8\'?><a/>  Syntax at 30, line 1, column 31: expected the name of an encoding, found something else
    <?xml version=\'1.0\' encoding=\'8\'?><a/>  Syntax at 30, line 1, column 31: expected the name of an encoding, found something else
    <a><?xml version=\'1.0\'?></a>  Syntax at 3, line 1, column 4: XML declaration is allowed only at the very start of the document
    <?xml version=\'1.0\'encoding=\'UTF-8\'?><a/>  Syntax at 19, line 1, column 20: expected a blank or the end of the tag, found `e`
    "#);
}

#[test]
fn references() {
    assert_snapshot!(default_faults(REFERENCES), @r#"
    <a>R & D</a>  Reference at 5, line 1, column 6: stray `&`, expected `&amp;`
    <a>&;</a>  Reference at 3, line 1, column 4: stray `&`, expected `&amp;`
    <a>&#;</a>  Reference at 3, line 1, column 4: character reference names no character of XML 1.0
    <a>&#x110000;</a>  Reference at 3, line 1, column 4: character reference names no character of XML 1.0
    <a>&#0;</a>  Reference at 3, line 1, column 4: character reference names no character of XML 1.0
    <a b=\'&#xFFFF;\'/>  Reference at 6, line 1, column 7: character reference names no character of XML 1.0
    <a>1&nbsp;2</a>  Reference at 4, line 1, column 5: unknown entity &nbsp;, expected one of &amp; &lt; &gt; &quot; &apos;
    <a b=\'&\'/>  Reference at 6, line 1, column 7: stray `&`, expected `&amp;`
    <a b=\'&eacute;\'/>  Reference at 6, line 1, column 7: unknown entity &eacute;, expected one of &amp; &lt; &gt; &quot; &apos;
    "#);
}

#[test]
fn structure() {
    assert_snapshot!(default_faults(STRUCTURE), @r#"
    <Read>\n<Task></Read>  Structure at 13, line 2, column 7: expected </Task>, found </Read>
    <a:b xmlns:a=\'u\' xmlns:c=\'u\'></c:b>  Structure at 29, line 1, column 30: expected </a:b>, found </c:b>
    <a/></a>  Structure at 4, line 1, column 5: expected no end tag outside the root element, found </a>
    </a>  Structure at 0, line 1, column 1: expected no end tag outside the root element, found </a>
    <a/>\n<b/>  Structure at 5, line 2, column 1: expected the end of the document after the root element, found <b>
    x<a/>  Structure at 0, line 1, column 1: text outside the root element
    <a/> x  Structure at 5, line 1, column 6: text outside the root element
    <a/>&amp;  Structure at 4, line 1, column 5: text outside the root element
    <a/><![CDATA[]]>  Structure at 4, line 1, column 5: text outside the root element
    <a/><![CDATA[x  Structure at 4, line 1, column 5: text outside the root element
    <a/> &x  Structure at 5, line 1, column 6: text outside the root element
    \xef\xbb\xbf\xef\xbb\xbf<a/>  Structure at 3, line 1, column 1: text outside the root element
    <a b=\'1\' c=\'2\'\n b=\'3\'/>  Structure at 16, line 2, column 2: attribute `b` occurs twice
    <a xmlns:p=\'u\' xmlns:q=\'u\' p:b=\'1\' q:b=\'2\'/>  Structure at 35, line 1, column 36: attribute `q:b` occurs twice
    "#);
}

#[test]
fn namespaces() {
    assert_snapshot!(default_faults(NAMESPACES), @r#"
    <p:a/>  Namespace at 1, line 1, column 2: prefix `p` is not declared
    <a p:b=\'1\'/>  Namespace at 3, line 1, column 4: prefix `p` is not declared
    <a><b xmlns:p=\'u\'/><p:c/></a>  Namespace at 20, line 1, column 21: prefix `p` is not declared
    <a:b:c/>  Namespace at 1, line 1, column 2: expected a name with at most one prefix, found `a:b:c`
    <:a/>  Namespace at 1, line 1, column 2: expected a name with at most one prefix, found `:a`
    <a:/>  Namespace at 1, line 1, column 2: expected a name with at most one prefix, found `a:`
    <a xmlns:=\'u\'/>  Namespace at 3, line 1, column 4: expected a name with at most one prefix, found `xmlns:`
    <xmlns:a/>  Namespace at 1, line 1, column 2: prefix `xmlns` is reserved
    <a xmlns:xmlns=\'u\'/>  Namespace at 3, line 1, column 4: prefix `xmlns` is reserved
    <a xmlns:xml=\'u\'/>  Namespace at 3, line 1, column 4: prefix `xml` is reserved
    <a xmlns:p=\'http://www.w3.org/XML/1998/namespace\'/>  Namespace at 3, line 1, column 4: namespace of the prefix `xml` cannot be bound to another one
    <a xmlns=\'http://www.w3.org/2000/xmlns/\'/>  Namespace at 3, line 1, column 4: namespace of the prefix `xmlns` cannot be bound to another one
    <a xmlns:p=\'\'/>  Namespace at 3, line 1, column 4: prefix `p` is bound to an empty namespace name
    <a xmlns:p=\'u\' xmlns:p=\'v\'/>  Structure at 15, line 1, column 16: attribute `xmlns:p` occurs twice
    "#);
}

#[test]
fn document_type() {
    assert_snapshot!(default_faults(DOCUMENT_TYPE), @r#"
    <?xml version=\'1.0\'?>\n<!DOCTYPE a [<!ENTITY b \'c\'>]><a>&b;</a>  DocumentType at 22, line 2, column 1: document type declaration is not read
    <a/><!DOCTYPE  DocumentType at 4, line 1, column 5: document type declaration is not read
    <!DOCTYPE a [ <b>  DocumentType at 0, line 1, column 1: document type declaration is not read
    "#);
}

#[test]
fn predicates() {
    let error = |document: &[u8]| read(document, Limits::default().with_depth(1)).unwrap_err();
    let predicates =
        |error: ReadError| (error.is_limit(), error.is_truncated(), error.is_not_utf8());
    assert_eq!(predicates(error(b"<a><b/></a>")), (true, false, false));
    assert_eq!(predicates(error(b"<a>")), (false, true, false));
    assert_eq!(predicates(error(b"<a>\xFF</a>")), (false, false, true));
    assert_eq!(predicates(error(b"<a></b>")), (false, false, false));
}

/// The tests above show every message there is.
#[test]
fn every_problem_is_shown() {
    let mut seen = BTreeSet::new();
    let mut see = |document: &[u8], limits| {
        let error = read(document, limits).expect_err("must be refused");
        let problem = format!("{:?}", error.inner.problem);
        let variant = problem.split(|c: char| !c.is_alphanumeric()).next();
        seen.insert(variant.unwrap().to_owned());
    };
    for (document, limits) in LIMITS {
        see(document.as_bytes(), limits);
    }
    for document in TRUNCATED.into_iter().chain(ENCODING).chain(CHARACTERS) {
        see(document, Limits::default());
    }
    let texts = [
        &SYNTAX[..],
        &REFERENCES,
        &STRUCTURE,
        &NAMESPACES,
        &DOCUMENT_TYPE,
    ];
    for document in texts.concat() {
        see(document.as_bytes(), Limits::default());
    }
    let messages = include_str!("../error.rs").matches("#[error(").count();
    assert_eq!(seen.len(), messages, "{seen:?}");
}
