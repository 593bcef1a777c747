//! What a careful person writes for the two endpoints: the floor.

use serde::{Deserialize, Serialize};

macro_rules! structs {
    ($($name:ident { $($field:ident: $kind:ty,)* })*) => {$(
        #[derive(Clone, Debug, Default, Deserialize, Serialize)]
        #[allow(clippy::struct_field_names, reason = "the platform calls them so")]
        pub struct $name {
            $(#[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$kind>,)*
        }
    )*};
}

structs! {
    TripRequest {
        order_id: String,
        verify_token: String,
        poi_id: String,
        verify_time: i64,
        vouchers: Vec<Voucher>,
    }
    Voucher {
        verify_time: i64,
        entrance: Project,
        projects: Vec<Project>,
    }
    Project {
        project_id: String,
        name: String,
        id_cards: Vec<String>,
        qrcodes: Vec<String>,
        certificate_nos: Vec<String>,
        gmcode_imgs: Vec<String>,
        urls: Vec<String>,
        credentials: Vec<Credential>,
    }
    Credential {
        credential_no: String,
        credential_type: i64,
    }
    TripResponse {
        data: TripData,
        extra: Extra,
    }
    TripData {
        error_code: i64,
        description: String,
        verify_results: Vec<VerifyResult>,
    }
    VerifyResult {
        certificate_id: String,
        verify_id: String,
        code: i64,
        msg: String,
    }
    Extra {
        error_code: i64,
        description: String,
        sub_error_code: i64,
        sub_description: String,
        logid: String,
        now: i64,
    }
    LocalRequest {
        open_id: String,
        order_entry_schema: OrderEntrySchema,
        order_info_list: Vec<OrderInfo>,
        poi_id: String,
        verify_token: String,
    }
    OrderEntrySchema {
        path: String,
        params: String,
    }
    OrderInfo {
        order_id: String,
        lock_key: String,
        certificate_info_list: Vec<CertificateInfo>,
    }
    CertificateInfo {
        certificate_id: String,
        serial_num: i64,
        book_info: BookInfo,
    }
    BookInfo {
        book_start_time: i64,
        book_end_time: i64,
    }
    LocalResponse {
        err_msg: String,
        err_no: i64,
        log_id: String,
        data: LocalData,
    }
    LocalData {
        order_verify_results: Vec<OrderVerifyResult>,
    }
    OrderVerifyResult {
        order_id: String,
        certificate_verify_results: Vec<CertificateVerifyResult>,
    }
    CertificateVerifyResult {
        certificate_id: String,
        verify_id: String,
        code: String,
        result_code: i64,
        result_msg: String,
        verify_time: i64,
    }
}
