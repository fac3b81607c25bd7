"""Both kinds of shop as their visitors and merchants use them: through the ingress, by host name."""

import json
import re
import struct
import time
import urllib.parse
import zlib

from suite import expect
from web import ANY, Web

BUYER = {"first_name": "Ada", "last_name": "Lovelace", "address_1": "12 St James's Square", "city": "New York"}
EMAIL = "ada@example.com"


def small_picture():
    """A PNG of one red pixel, made here."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


class Shop:
    """What the stories ask of a shop, whichever engine it runs on."""

    sells = True
    product_path = None

    def __init__(self, store, port, login):
        address = urllib.parse.urlparse(store["store_url"])
        self.host, self.secure = address.hostname, address.scheme == "https"
        # A store that has no host name is at a node's address, with the port that its own address names.
        by_name = re.search("[a-z]", self.host)
        self.port, self.address = (port, "127.0.0.1") if by_name else (address.port, self.host)
        self.name, self.login = store["name"], login
        self.visitor = self.new_visitor()

    def new_visitor(self, headers=None):
        return Web(self.host, self.port, self.address, headers, certificate=ANY if self.secure else None)

    def serves(self, path):
        answer = self.new_visitor().get(path)
        expect(answer.status == 200, f"{self.host}{path} answers {answer.status}")
        return answer

    def refuses(self):
        """True where visitors find no shop at this address."""
        return self.new_visitor().get("/").status >= 400


class Medusa(Shop):
    engine, label = "medusa", "Medusa"
    database, app = "{id}-postgres", "{id}-medusa"
    app_container, dial = "medusa", ("node", "-e")
    deployments = ("{id}-medusa", "{id}-storefront", "{id}-redis")
    steps = {"list": "/", "product": "/products/stoneware-mug", "admin": "/app"}

    def _api(self):
        config = self.serves("/config.json").json
        expect(config["storeName"] == self.name, f"config.json names {config['storeName']}")
        return self.new_visitor({"x-publishable-api-key": config["publishableKey"]})

    def _admin(self):
        web = self.new_visitor()
        login = {"email": self.login["username"], "password": self.login["password"]}
        token = web.post("/auth/user/emailpass", login).ok().json["token"]
        return self.new_visitor({"Authorization": f"Bearer {token}"})

    def front_page(self):
        page = self.serves("/").text
        expect('<div id="root">' in page, "the front page is not the storefront")
        products = self._api().get("/store/products?fields=title,thumbnail").ok().json["products"]
        expect(len(products) >= 6, f"{len(products)} products are listed")
        for product in products:
            self.serves(product["thumbnail"])
        return f"{len(products)} products with pictures"

    def admin_login(self):
        me = self._admin().get("/admin/users/me").ok().json["user"]
        expect(me["email"] == self.login["username"], f"the admin knows {me['email']}")
        # A browser gets a session cookie; only over https it may be marked secure.
        web = self.new_visitor()
        login = {"email": self.login["username"], "password": self.login["password"]}
        token = web.post("/auth/user/emailpass", login).ok().json["token"]
        session = web.post("/auth/session", headers={"Authorization": f"Bearer {token}"}).ok()
        secure = "secure" in (session.headers.get("Set-Cookie") or "").lower()
        expect(secure == self.secure, f"the session cookie is {'' if secure else 'not '}secure, the shop at {self.host} is {'' if self.secure else 'not'}")
        web.get("/admin/users/me").ok()

    def order(self):
        """Buys one thing, paid on delivery; answers the order's id."""
        api = self._api()
        region = api.get("/store/regions").ok().json["regions"][0]
        products = api.get(f"/store/products?region_id={region['id']}&fields=*variants.calculated_price").ok().json["products"]
        cart = api.post("/store/carts", {"region_id": region["id"]}).ok().json["cart"]["id"]
        path = f"/store/carts/{cart}"
        api.post(f"{path}/line-items", {"variant_id": products[0]["variants"][0]["id"], "quantity": 1}).ok()
        address = {**BUYER, "postal_code": "10001", "country_code": region["countries"][0]["iso_2"]}
        api.post(path, {"email": EMAIL, "shipping_address": address, "billing_address": address}).ok()
        option = api.get(f"/store/shipping-options?cart_id={cart}").ok().json["shipping_options"][0]
        api.post(f"{path}/shipping-methods", {"option_id": option["id"]}).ok()
        payment = api.post("/store/payment-collections", {"cart_id": cart}).ok().json["payment_collection"]["id"]
        api.post(f"/store/payment-collections/{payment}/payment-sessions", {"provider_id": "pp_system_default"}).ok()
        done = api.post(f"{path}/complete").ok().json
        expect(done["type"] == "order", f"completing the cart answers {done['type']}: {done.get('error')}")
        return done["order"]["id"]

    def admin_sees(self, order):
        seen = self._admin().get(f"/admin/orders/{order}?fields=id,email,total").ok().json["order"]
        expect(seen["email"] == EMAIL and seen["total"] > 0, f"the admin shows {seen}")

    def newest_order(self):
        orders = self._admin().get("/admin/orders?order=-created_at&limit=1&fields=id,email").ok().json["orders"]
        return orders[0]["id"] if orders else None

    def upload(self):
        mark = "storeweaverlabupload"
        body = (
            f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="proof.png"\r\n'
            "Content-Type: image/png\r\n\r\n"
        ).encode() + small_picture() + f"\r\n--{mark}--\r\n".encode()
        more = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        files = self._admin().ask("POST", "/admin/uploads", body=body, headers=more).ok().json["files"]
        url = urllib.parse.urlparse(files[0]["url"])
        expect(url.hostname == self.host, f"the file's address is {files[0]['url']}")
        return url.path

    def has_file(self, path):
        expect(self.serves(path).body == small_picture(), f"{path} is not the picture that was uploaded")


class WordPress(Shop):
    """The WooCommerce chart whose image was built without the plugin: a site, its login and its files."""

    engine, label, sells = "woocommerce", "WordPress without WooCommerce", False
    database, app = "mysql", "wordpress"
    app_container, dial = "php", ("php", "-r")
    deployments = ("wordpress",)
    steps = {"list": "/", "admin": "/wp-admin/"}

    def _admin(self):
        web = self.new_visitor()
        # The form refuses browsers that do not return this cookie.
        web.get("/wp-login.php").ok()
        web.cookies["wordpress_test_cookie"] = "WP Cookie check"
        form = {"log": self.login["username"], "pwd": self.login["password"], "testcookie": "1", "wp-submit": "Log In"}
        answer = web.ask("POST", "/wp-login.php", form=form)
        expect(answer.status == 302, f"the login form answers {answer.status}: {re.sub('<[^>]+>', ' ', answer.text)[-300:]}")
        web.headers["X-WP-Nonce"] = web.get("/wp-admin/admin-ajax.php?action=rest-nonce").ok().text
        return web

    def front_page(self):
        page = self.serves("/").text
        expect(self.name in page, "the front page does not name the store")
        return "the front page"

    def admin_login(self):
        me = self._admin().get("/wp-json/wp/v2/users/me?context=edit").ok().json
        expect(me["username"] == self.login["username"], f"the admin knows {me['username']}")
        expect("administrator" in me["roles"], f"the login has the roles {me['roles']}")

    def order(self):
        """Nothing can be bought here: what must survive is a post that the merchant writes."""
        post = {"title": "What must survive", "content": "Written by a test.", "status": "publish"}
        return self._admin().post("/wp-json/wp/v2/posts", post).ok().json["id"]

    def admin_sees(self, order):
        title = self._admin().get(f"/wp-json/wp/v2/posts/{order}").ok().json["title"]["rendered"]
        expect(title == "What must survive", f"the post is called {title}")

    def upload(self):
        more = {"Content-Type": "image/png", "Content-Disposition": 'attachment; filename="proof.png"'}
        media = self._admin().ask("POST", "/wp-json/wp/v2/media", body=small_picture(), headers=more).ok().json
        url = urllib.parse.urlparse(media["source_url"])
        expect(url.hostname == self.host, f"the file's address is {media['source_url']}")
        return url.path

    def has_file(self, path):
        expect(self.serves(path).body == small_picture(), f"{path} is not the picture that was uploaded")


class WooCommerce(WordPress):
    label, sells = "WooCommerce", True
    steps = {"list": "/", "shop": "/shop/", "product": "/product/stoneware-mug/", "admin": "/wp-admin/"}

    def front_page(self):
        super().front_page()
        products = self.new_visitor().get("/wp-json/wc/store/v1/products?per_page=20").ok().json
        expect(len(products) >= 6, f"{len(products)} products are listed")
        for product in products:
            self.serves(urllib.parse.urlparse(product["images"][0]["src"]).path)
        return f"{len(products)} products with pictures"

    def order(self):
        web = self.new_visitor()
        cart = web.get("/wp-json/wc/store/v1/cart").ok()
        web.headers.update({"Nonce": cart.headers["Nonce"], "Cart-Token": cart.headers["Cart-Token"]})
        product = web.get("/wp-json/wc/store/v1/products?per_page=1").ok().json[0]
        web.post("/wp-json/wc/store/v1/cart/add-item", {"id": product["id"], "quantity": 1}).ok()
        address = {**BUYER, "state": "NY", "postcode": "10001", "country": "US"}
        checkout = {
            "billing_address": {**address, "email": EMAIL, "phone": "2125550100"},
            "shipping_address": address,
            "payment_method": "cod",
        }
        done = web.post("/wp-json/wc/store/v1/checkout", checkout).ok().json
        expect(done["payment_result"]["payment_status"] == "success", f"the checkout answers {json.dumps(done)[:300]}")
        return done["order_id"]

    def admin_sees(self, order):
        seen = self._admin().get(f"/wp-json/wc/v3/orders/{order}").ok().json
        expect(seen["billing"]["email"] == EMAIL, f"the admin shows an order of {seen['billing']['email']}")
        expect(seen["payment_method"] == "cod" and seen["status"] == "processing", f"the order is {seen['status']}")
        expect(float(seen["total"]) > 0, f"the order costs {seen['total']}")

    def newest_order(self):
        orders = self._admin().get("/wp-json/wc/v3/orders?per_page=1").ok().json
        return orders[0]["id"] if orders else None


def shop_of(store, port, login):
    """The shop behind a store; of the WooCommerce chart's two kinds, what its image turned out to hold."""
    if store["engine"] == "medusa":
        return Medusa(store, port, login)
    bare = WordPress(store, port, login)
    routes = bare.new_visitor().get("/wp-json/").ok().json["namespaces"]
    return WooCommerce(store, port, login) if "wc/store/v1" in routes else bare


def first_order(shop, created):
    """Seconds from the request that made the store to an accepted order."""
    order = shop.order()
    return order, time.monotonic() - created
