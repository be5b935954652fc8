//! How does a text that is no UTF-8 cost its row, and not all rows that are decoded with it?
//!
//! The parquet crate checks the texts of a batch together and gives none of them where one is wrong. So columns of text
//! are asked for as columns of bytes, and who reads a value checks it.

use std::sync::Arc;

use parquet::basic::{ConvertedType, Type as Physical};
use parquet::errors::Result;
use parquet::file::metadata::{FileMetaData, ParquetMetaData};
use parquet::schema::types::{SchemaDescriptor, Type, TypePtr};

/// What a file says of itself, with bytes instead of text.
pub(super) fn untyped(metadata: &ParquetMetaData) -> Result<ParquetMetaData> {
    let file = metadata.file_metadata();
    let schema = SchemaDescriptor::new(bytes(file.schema_descr().root_schema())?);
    let file = FileMetaData::new(
        file.version(),
        file.num_rows(),
        file.created_by().map(ToOwned::to_owned),
        None,
        Arc::new(schema),
        None,
    );
    Ok(ParquetMetaData::new(file, metadata.row_groups().to_vec()))
}

/// A type, and those within it, as deep as the crate itself went when it read them.
fn bytes(kind: &Type) -> Result<TypePtr> {
    let info = kind.get_basic_info();
    let id = info.has_id().then(|| info.id());
    if kind.is_primitive() {
        let is_text =
            kind.get_physical_type() == Physical::BYTE_ARRAY && info.converted_type() != ConvertedType::DECIMAL;
        if !is_text {
            return Ok(Arc::new(kind.clone()));
        }
        let bytes = Type::primitive_type_builder(info.name(), Physical::BYTE_ARRAY);
        return Ok(Arc::new(bytes.with_repetition(info.repetition()).with_id(id).build()?));
    }
    let fields = kind.get_fields().iter().map(|field| bytes(field)).collect::<Result<Vec<_>>>()?;
    let mut group = Type::group_type_builder(info.name())
        .with_converted_type(info.converted_type())
        .with_logical_type(info.logical_type_ref().cloned())
        .with_id(id)
        .with_fields(fields);
    if info.has_repetition() {
        group = group.with_repetition(info.repetition());
    }
    Ok(Arc::new(group.build()?))
}
