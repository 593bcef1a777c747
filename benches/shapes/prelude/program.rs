
mod program {
    use std::hint::black_box;
    use std::time::Instant;

    use crate::prelude::{read, write};
    use crate::toolkit_verify_local_certificates::{
        Request, RequestOrderEntrySchema, RequestOrderInfoList, RequestOrderInfoListCertificateInfoList,
        RequestOrderInfoListCertificateInfoListBookInfo, Response,
    };

    const REPLY: &[u8] = include_bytes!("reply.json");

    /// The page's sample.
    fn request() -> Request {
        let book = RequestOrderInfoListCertificateInfoListBookInfo::new()
            .book_start_time(3893313357830021904)
            .book_end_time(3484879267520692937);
        let certificate = RequestOrderInfoListCertificateInfoList::new()
            .book_info(book)
            .serial_num(7091678077126581626)
            .certificate_id("OYYfa80lFS");
        let order = RequestOrderInfoList::new()
            .order_id("0cM18KVarI")
            .certificate_info_list([certificate])
            .lock_key("P6VFhyL6ap");
        Request::new()
            .open_id("HUjW8L85sX")
            .poi_id("0szA8JqYgQ")
            .verify_token("ChO1P7myni")
            .order_info_list([order])
            .order_entry_schema(RequestOrderEntrySchema::new("UIzCr13j4P").params("tTpHuu5XSq"))
    }

    fn repeat(what: &str, times: u32) {
        let request = request();
        let start = Instant::now();
        for _ in 0..times {
            match what {
                "encode" => drop(black_box(write(black_box(&request)).unwrap())),
                "decode" => drop(black_box(read::<Response>(black_box(REPLY)).unwrap())),
                other => panic!("nothing is called {other}"),
            }
        }
        println!("{}", start.elapsed().as_secs_f64() * 1e9 / f64::from(times));
    }

    /// `show`, or `encode` or `decode` and how often.
    pub fn main() {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        match &arguments[..] {
            [what, times] => repeat(what, times.parse().unwrap()),
            _ => {
                println!("{}", String::from_utf8(write(&request()).unwrap()).unwrap());
                println!("{:?}", read::<Response>(REPLY).unwrap());
            }
        }
    }
}

fn main() {
    program::main();
}
