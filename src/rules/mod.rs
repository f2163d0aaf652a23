//! The rules: one file each, with its code, its page and its fixtures.
//!
//! Codes are stable and never used again. Their ranges: 1xxx reading an export, 21xx the message
//! tree, 22xx filters, 23xx steps, 3xxx what is carried or unsupported, 4xxx the platform,
//! 5xxx contracts, 6xxx the parallel run, 9xxx errors of mapwright itself.

use crate::diag::Rule;
#[cfg(test)]
use crate::suite::fixture::Fixture;

pub mod and_before_or;
pub mod archive_expands_too_far;
pub mod archive_in_archive;
pub mod archive_too_large;
pub mod attachment_handler;
pub mod bad_base64;
pub mod bad_reference;
pub mod bad_value;
pub mod blank_mapping;
pub mod carried_with_neighbour;
pub mod changed_while_read;
pub mod channel_not_in_run;
pub mod code_template_missing;
pub mod compression_method;
pub mod damaged_archive;
pub mod data_type;
pub mod delimiter_in_value;
pub mod document_type;
pub mod does_not_compile;
pub mod duplicate_connection;
pub mod element_not_migrated;
pub mod encrypted_entry;
pub mod encrypted_export;
pub mod exception_swallowed;
pub mod expected_not_found;
pub mod exports_disagree;
pub mod expression_carried;
pub mod external_script;
pub mod field_read_without_component;
pub mod fragment_without_connection;
pub mod global_script_runs;
pub mod ill_formed_mapping;
pub mod index_may_be_missing;
pub mod lands_elsewhere;
pub mod length_of_map_entry;
pub mod length_of_node;
pub mod limit_exceeded;
pub mod malformed_xml;
pub mod map_of_texts;
pub mod message_export;
pub mod missing_element;
pub mod missing_node_compared;
pub mod missing_sequence_number;
pub mod node_counts_as_true;
pub mod not_read_yet;
pub mod not_utf8;
pub mod number_in_map;
pub mod old_meaning;
pub mod old_option;
pub mod old_release;
pub mod old_server;
pub mod old_setting;
pub mod option_without_equivalent;
pub mod part_not_migrated;
pub mod path_outside_archive;
pub mod properties_not_read;
pub mod read_may_repeat;
pub mod regex_as_pattern;
pub mod repeated_entry;
pub mod rule_without_partner;
pub mod rules_without_operator;
pub mod script_carried;
pub mod secret_present;
pub mod stored_script_differs;
pub mod superseded_connection;
pub mod transport_unmapped;
pub mod undeclared_name;
pub mod unknown_class;
pub mod unknown_element;
pub mod unreadable_file;
pub mod unresolved_reference;
pub mod xslt_step;

/// The list of all rules, and beside it the fixtures of each.
macro_rules! rules {
    ($($rule:ident,)*) => {
        /// All rules in the order of their codes.
        pub static ALL: &[&Rule] = &[$(&$rule::RULE),*];

        /// File name and fixtures of each rule, in the same order.
        #[cfg(test)]
        pub(crate) static FIXTURES: &[(&str, &[Fixture])] =
            &[$((stringify!($rule), $rule::FIXTURES)),*];
    };
}

rules! {
    malformed_xml,
    document_type,
    limit_exceeded,
    bad_reference,
    unreadable_file,
    not_utf8,
    encrypted_export,
    not_read_yet,
    old_release,
    missing_element,
    unknown_element,
    unknown_class,
    bad_value,
    missing_sequence_number,
    bad_base64,
    duplicate_connection,
    part_not_migrated,
    expected_not_found,
    element_not_migrated,
    archive_expands_too_far,
    archive_too_large,
    archive_in_archive,
    path_outside_archive,
    encrypted_entry,
    compression_method,
    damaged_archive,
    repeated_entry,
    superseded_connection,
    changed_while_read,
    exports_disagree,
    map_of_texts,
    message_export,
    fragment_without_connection,
    code_template_missing,
    unresolved_reference,
    properties_not_read,
    channel_not_in_run,
    old_setting,
    old_option,
    old_server,
    old_meaning,
    missing_node_compared,
    read_may_repeat,
    field_read_without_component,
    index_may_be_missing,
    node_counts_as_true,
    lands_elsewhere,
    delimiter_in_value,
    rule_without_partner,
    rules_without_operator,
    and_before_or,
    length_of_node,
    length_of_map_entry,
    exception_swallowed,
    number_in_map,
    undeclared_name,
    regex_as_pattern,
    blank_mapping,
    does_not_compile,
    stored_script_differs,
    script_carried,
    expression_carried,
    carried_with_neighbour,
    external_script,
    xslt_step,
    data_type,
    global_script_runs,
    transport_unmapped,
    option_without_equivalent,
    secret_present,
    attachment_handler,
    ill_formed_mapping,
}

/// The rule of that code (`MW2101`) or name (`missing-node-compared`), in any case of letters.
pub fn find(code: &str) -> Option<&'static Rule> {
    let is = |rule: &&&Rule| {
        rule.code.eq_ignore_ascii_case(code) || rule.name.eq_ignore_ascii_case(code)
    };
    ALL.iter().find(is).copied()
}
