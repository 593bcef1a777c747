//! The pages' sample requests, in the generated types.

use douyin::IdempotencyToken;
use douyin::toolkit::verify_local_certificates::{
    self as local, BookInfo, CertificateInfo, OrderEntrySchema, OrderInfo,
};
use douyin::trip::certificate_verify::{self as trip, Credential, Project, Voucher};

/// Every field of the scenic-spot request, with the values of the page's sample.
pub fn trip_sample() -> trip::Request {
    let entrance = Project::new()
        .name("G3gir1M3Oc")
        .id_cards(["j1XxzofRy5"])
        .qrcodes(["mpsPuynOEb"])
        .certificate_nos(["AF3IYZlZaV"])
        .gmcode_imgs(["FcGeisgwWv"])
        .urls(["yKYkYYVnOa"])
        .credentials([Credential::new().credential_no("lT9Kq5zg9i").credential_type(1)])
        .project_id("GYsr1SmYxY");
    let project = Project::new()
        .urls(["0nNLQL895U"])
        .credentials([Credential::new().credential_type(1).credential_no("uyE5FjmAj5")])
        .project_id("41844f51Sm")
        .name("QMnlFbXyLF")
        .id_cards(["mUbcO16Q80"])
        .qrcodes(["XvUF3VkG8D"])
        .certificate_nos(["M4gJhWoaFJ"])
        .gmcode_imgs(["l7RRQ7chz0"]);
    let voucher =
        Voucher::new().entrance(entrance).projects([project]).verify_time(3_036_425_988_358_547_714);
    let token = IdempotencyToken::new("dCnFP8caNc").expect("it is a token");
    trip::Request::new("8A4BNHoYLd", token)
        .vouchers([voucher])
        .poi_id("qKNEsNCaCq")
        .verify_time(4_300_662_845_701_200_745)
}

/// Every field of the local-certificates request, with the values of the page's sample.
pub fn local_sample() -> local::Request {
    let book =
        BookInfo::new().book_start_time(3_893_313_357_830_021_904).book_end_time(3_484_879_267_520_692_937);
    let certificate = CertificateInfo::new()
        .book_info(book)
        .serial_num(7_091_678_077_126_581_626)
        .certificate_id("OYYfa80lFS");
    let order =
        OrderInfo::new().order_id("0cM18KVarI").certificate_info_list([certificate]).lock_key("P6VFhyL6ap");
    local::Request::new()
        .open_id("HUjW8L85sX")
        .poi_id("0szA8JqYgQ")
        .verify_token(IdempotencyToken::new("ChO1P7myni").expect("it is a token"))
        .order_info_list([order])
        .order_entry_schema(OrderEntrySchema::new().params("tTpHuu5XSq").path("UIzCr13j4P"))
}
