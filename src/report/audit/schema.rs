//! The published form of `audit_summary.json`.

use super::Audit;

/// The JSON Schema of an audit: `schemas/audit_summary.schema.json`.
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Audit).to_value();
    if let Some(schema) = schema.as_object_mut() {
        let title = "mapwright audit_summary.json, form ".to_owned() + &super::FORM.to_string();
        schema.insert("title".to_owned(), title.into());
    }
    schema
}

/// The schema as text.
pub fn text() -> String {
    crate::report::pretty(&schema())
}
