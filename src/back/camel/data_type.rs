//! Data types of text that is no HL7 v2 and no XML, as properties of their bean.

use super::bean::{Properties, put, put_text};
use crate::ir::route::{Columns, DataType, Delimited, Edi, Ncpdp};

/// Adds the properties of such a type; those without any have none.
pub(super) fn put_text_type(out: &mut Properties, ty: &DataType) {
    match ty {
        DataType::Delimited(delimited) => put_delimited(out, delimited),
        DataType::Edi(edi) => put_edi(out, edi),
        DataType::Ncpdp(ncpdp) => put_ncpdp(out, ncpdp),
        _ => {}
    }
}

fn put_delimited(out: &mut Properties, delimited: &Delimited) {
    for (at, columns) in [("reader", &delimited.reader), ("writer", &delimited.writer)] {
        put_columns(out, at, columns);
    }
    for (index, name) in delimited.names.iter().enumerate() {
        put_text(out, &format!("columnNames[{index}]"), name);
    }
    put(out, "numberedRows", delimited.numbered_rows);
    put(out, "ignoreCr", delimited.ignore_cr);
}

fn put_columns(out: &mut Properties, at: &str, columns: &Columns) {
    for (name, text) in [
        ("ColumnDelimiter", &columns.column_delimiter),
        ("RecordDelimiter", &columns.record_delimiter),
        ("Quote", &columns.quote),
        ("QuoteEscape", &columns.quote_escape),
    ] {
        put_text(out, &format!("{at}{name}"), text);
    }
    put(out, &format!("{at}DoubleQuote"), columns.double_quote);
    for (index, width) in columns.widths.iter().enumerate() {
        put_text(out, &format!("{at}ColumnWidths[{index}]"), width);
    }
}

fn put_edi(out: &mut Properties, edi: &Edi) {
    for (name, text) in [
        ("segmentDelimiter", &edi.segment),
        ("elementDelimiter", &edi.element),
        ("subelementDelimiter", &edi.subelement),
    ] {
        put_text(out, name, text);
    }
    put(out, "inferDelimiters", edi.infer);
}

fn put_ncpdp(out: &mut Properties, ncpdp: &Ncpdp) {
    for (at, delimiters) in [("reader", &ncpdp.reader), ("writer", &ncpdp.writer)] {
        let names = ["SegmentDelimiter", "GroupDelimiter", "FieldDelimiter"];
        for (name, text) in names.into_iter().zip(delimiters) {
            put_text(out, &format!("{at}{name}"), text);
        }
    }
    put(out, "strictValidation", ncpdp.strict);
}
