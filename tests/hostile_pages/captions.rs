//! Tables of structs, and what stands above them: each is about what its caption says, or about nothing that is known.

use super::HEAD;
use super::fields::{TABLE, body, page, shape, tells};

#[test]
fn rows_below_a_heading_of_something_else_are_no_fields_of_this_table() {
    let reply = "err_no必填Int32\n错误\n回调参数\nnotify_id必填String\n通知";
    let (page, told) = page(&format!("{HEAD}响应参数\nBody\n{reply}\n"));
    assert_eq!(shape(&page["response"]), ["err_no: int32"]);
    assert!(tells(&told, "open", "notify_id"), "{told:#}");
}

#[test]
fn a_table_stands_where_its_caption_says_however_that_is_worded() {
    let main = "order | Order | 是 | 订单\nitems | list<Item> | 否 | 项\next | Map<String,Ext> | 否 | 扩展\n";
    for caption in [
        "Order",
        "Order 结构",
        "Order说明：",
        "表1 Order",
        "Order 对象说明如下：",
        "### Order（订单）",
        "order字段",
    ] {
        let rows = format!(
            "{TABLE}{main}{caption}\n{TABLE}id | string | 是 | 号\nItem（商品）\n{TABLE}iid | string | 是 | 号\nExt 对象说明如下：\n{TABLE}eid | string | 否 | 号"
        );
        let (page, told) = body(&rows);
        let expected = [
            "order: struct",
            "order.id: string",
            "items: list",
            "items.iid: string",
            "ext: map",
            "ext.eid: string",
        ];
        assert_eq!(shape(&page["request"]), expected, "{caption}: {told:#}");
    }
    let (page, told) = body(&format!(
        "{TABLE}order | object | 是 | 订单\na | string | 是 | 号\n其他内容\n{TABLE}b | string | 是 | 号"
    ));
    assert_eq!(shape(&page["request"]), ["order: struct", "a: string"]);
    assert!(tells(&told, "open", "`b`"), "{told:#}");
}

#[test]
fn a_caption_stands_above_run_together_rows_too() {
    for (below, above) in [
        ("order_info参数", "goods_list 字段说明"),
        ("order_info\n名称类型必填描述", "goods_list\n名称类型必填描述"),
    ] {
        let (page, told) = body(&format!(
            "名称类型必填描述\norder_info必填Struct\n订单\n{below}\norder_id必填String\n订单号\ngoods_list必填List\n商品\n{above}\ngoods_id必填String\nid"
        ));
        let expected = [
            "order_info: struct",
            "order_info.order_id: string",
            "order_info.goods_list: list",
            "order_info.goods_list.goods_id: string",
        ];
        assert_eq!(shape(&page["request"]), expected, "{told:#}");
        assert_eq!(page["request"]["order_info"]["doc"], "订单");
    }
}

#[test]
fn tables_of_one_name_go_in_order_if_there_is_one_for_each_and_else_nowhere() {
    let main = format!(
        "{TABLE}tickets | object | 是 | 票\nhotels | object | 是 | 房\ntickets\n{TABLE}list | array | 是 | 票单\nhotels\n{TABLE}list | array | 是 | 房单\n"
    );
    let ticket = format!("list\n{TABLE}ticket_id | string | 是 | 票号\n");
    let room = format!("list\n{TABLE}room_id | string | 是 | 房号\n");
    let (page, _) = body(&format!("{main}{ticket}{room}"));
    let lists = ["tickets.list.ticket_id: string", "hotels.list.room_id: string"];
    let all = shape(&page["request"]);
    assert!(lists.iter().all(|field| all.contains(&(*field).to_owned())) && all.len() == 6, "{all:?}");
    let (page, told) = body(&format!("{main}{ticket}"));
    assert_eq!(shape(&page["request"]).len(), 4, "{page:#?}");
    assert!(tells(&told, "open", "ticket_id"), "{told:#}");
    // A struct's type is described once for all fields of it.
    let users = format!(
        "{TABLE}buyer | User | 是 | 买家\nseller | list<User> | 是 | 卖家\nUser 结构\n{TABLE}uid | string | 是 | 号"
    );
    let (page, _) = body(&users);
    let expected = ["buyer: struct", "buyer.uid: string", "seller: list", "seller.uid: string"];
    assert_eq!(shape(&page["request"]), expected);
    // It may hold itself.
    let (page, told) = body(&format!(
        "{TABLE}node | Node | 是 | 点\nNode\n{TABLE}id | string | 是 | 号\nnext | list<Node> | 否 | 下"
    ));
    assert_eq!(shape(&page["request"])[..2], ["node: struct", "node.id: string"], "{told:#}");
    assert!(tells(&told, "open", "node.next"), "{told:#}");
}
