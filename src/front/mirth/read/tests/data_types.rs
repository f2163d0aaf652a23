//! Tests of the properties of data types and of channels.

use super::{PLAIN, Parts, channel, obstacles, xml};
use crate::ir::route::DataType;

const CLASSES: &str = "com.mirth.connect.plugins.datatypes.";

/// The XML of a plain channel whose source reads that data type.
fn reading(name: &str, class: &str, version: &str, properties: &str) -> String {
    let inside = format!(
        "<inboundDataType>{name}</inboundDataType><inboundProperties \
         class='{CLASSES}{class}DataTypeProperties' version='{version}'>{properties}</inboundProperties>"
    );
    xml(&PLAIN).replacen("<inboundDataType>RAW</inboundDataType>", &inside, 1)
}

#[test]
fn delimited_text_keeps_its_columns_under_old_and_new_names() {
    for (version, quote, escape) in
        [("3.2.0", "quoteChar", "quoteEscapeChar"), ("4.6.0", "quoteToken", "quoteEscapeToken")]
    {
        let group = |name: &str, more: &str| {
            format!(
                "<{name} version='{version}'><columnDelimiter>\\t</columnDelimiter>\
                 <recordDelimiter>\\n</recordDelimiter><columnWidths><int>3</int><int>5</int>\
                 </columnWidths><{quote}>'</{quote}><escapeWithDoubleQuote>true\
                 </escapeWithDoubleQuote><{escape}>\\</{escape}>{more}</{name}>"
            )
        };
        let reader = group(
            "serializationProperties",
            "<columnNames><string>id</string></columnNames><numberedRows>true</numberedRows>\
             <ignoreCR>false</ignoreCR>",
        );
        let writer = group("deserializationProperties", "");
        let batch = format!(
            "<batchProperties version='{version}'><splitType>Record</splitType>\
             <batchSkipRecords>1</batchSkipRecords></batchProperties>"
        );
        let properties = format!("{reader}{writer}{batch}");
        let channel = channel(&reading("DELIMITED", "delimited.Delimited", version, &properties));
        assert_eq!((obstacles(&channel), channel.counts.unsupported), (vec![], 0), "{version}");
        let DataType::Delimited(ty) = &channel.source.transformer.inbound else { panic!("a type") };
        assert_eq!(ty.reader.widths, ["3", "5"]);
        assert_eq!((ty.reader.quote.as_str(), ty.writer.quote_escape.as_str()), ("'", "\\"));
        assert_eq!((ty.names.len(), ty.numbered_rows, ty.ignore_cr), (1, true, false));
    }
}

/// Each type of the engine is known with all its settings; what is no setting is an obstacle, and
/// properties of another class say nothing.
#[test]
fn every_data_type_accounts_for_its_settings() {
    let delimiters = "<segmentDelimiter>a</segmentDelimiter><groupDelimiter>b</groupDelimiter>\
                      <fieldDelimiter>c</fieldDelimiter>";
    let ncpdp = format!(
        "<serializationProperties version='4.6.0'>{delimiters}</serializationProperties>\
         <deserializationProperties version='4.6.0'>{delimiters}<useStrictValidation>true\
         </useStrictValidation></deserializationProperties>"
    );
    let edi = "<serializationProperties version='4.6.0'><segmentDelimiter>~</segmentDelimiter>\
               <elementDelimiter>*</elementDelimiter><subelementDelimiter>:</subelementDelimiter>\
               <inferX12Delimiters>true</inferX12Delimiters></serializationProperties>";
    let names = "<serializationProperties version='4.6.0'><stripNamespaces>true</stripNamespaces>\
                 </serializationProperties>";
    let batch = "<batchProperties version='4.6.0'><splitType>JavaScript</splitType>\
                 <batchScript/></batchProperties>";
    for (name, class, properties, unsupported, wrong) in [
        ("NCPDP", "ncpdp.NCPDP", ncpdp.as_str(), 0, 0),
        ("EDI/X12", "edi.EDI", edi, 0, 0),
        ("HL7V3", "hl7v3.HL7V3", names, 0, 0),
        ("XML", "xml.XML", names, 0, 0),
        ("JSON", "json.JSON", batch, 0, 0),
        ("RAW", "raw.Raw", batch, 0, 0),
        ("DICOM", "dicom.DICOM", "", 0, 0),
        // A setting that the class does not have.
        ("JSON", "json.JSON", "<serializationProperties/>", 1, 1),
        ("DICOM", "dicom.DICOM", "<batchProperties/>", 1, 1),
        // Properties of another type.
        ("RAW", "xml.XML", batch, 3, 0),
        // A type of a plug-in.
        ("FHIR", "fhir.Fhir", batch, 3, 0),
    ] {
        let channel = channel(&reading(name, class, "4.6.0", properties));
        assert_eq!(obstacles(&channel).len(), wrong, "{name} {class}");
        assert_eq!(channel.counts.unsupported, unsupported, "{name} {class}");
        assert_eq!(channel.source.transformer.inbound.name(), name);
    }
}

#[test]
fn properties_of_a_channel_are_equal_or_a_task() {
    let handler = |kind: &str, key: &str| {
        format!(
            "<attachmentProperties version='4.6.0'><className>c</className><type>{kind}</type>\
             <properties><entry><string>{key}</string><string>v</string></entry></properties>\
             </attachmentProperties>"
        )
    };
    for (properties, gaps, attachments, unsupported) in [
        ("<clearGlobalChannelMap>true</clearGlobalChannelMap>".to_owned(), vec![], None, 0),
        (
            "<clearGlobalChannelMap>false</clearGlobalChannelMap>".to_owned(),
            vec!["clearGlobalChannelMap"],
            None,
            0,
        ),
        (
            "<messageStorageMode>DISABLED</messageStorageMode>".to_owned(),
            vec!["messageStorageMode"],
            None,
            0,
        ),
        (
            "<encryptData>true</encryptData><encryptAttachments>true</encryptAttachments>"
                .to_owned(),
            vec!["encryptData"],
            None,
            0,
        ),
        (
            "<resourceIds><entry><string>1</string><string>Jars</string></entry></resourceIds>"
                .to_owned(),
            vec!["resourceIds"],
            None,
            0,
        ),
        (handler("None", "regex.pattern0"), vec![], None, 0),
        (handler("Regex", "regex.pattern0"), vec![], Some(1), 0),
        (handler("Regex", "regex.patternX"), vec![], Some(0), 3),
        (handler("Custom", "own.key"), vec![], Some(0), 3),
    ] {
        let rest = format!("<properties version='4.6.0'>{properties}</properties>");
        let channel = channel(&xml(&Parts { rest: &rest, ..PLAIN }));
        let found: Vec<_> = channel.source.gaps.iter().map(|gap| gap.option.as_str()).collect();
        assert_eq!(found, gaps, "{properties}");
        let handler = channel.properties.attachments.as_ref();
        assert_eq!(handler.map(|handler| handler.settings.len()), attachments, "{properties}");
        assert_eq!(channel.counts.unsupported, unsupported, "{properties}");
    }
}
