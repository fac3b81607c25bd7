"""Stores without an Ingress, each reached by a port of the node; and their databases begin empty, not as the baked shops."""

import ipaddress
import urllib.parse

from failures import FROM_EMPTY, chart_with, setting_of
from life import READY_SECONDS
from shops import shop_of
from suite import expect


class NodePort:
    def __init__(self, suite, lab, platform, engines):
        self.suite, self.lab, self.platform, self.engines = suite, lab, platform, engines

    def tell(self):
        with self.suite.story("stores by ports of the node (ACCESS=nodeport), from empty databases"):
            charts = {setting_of(engine): chart_with(self.lab.root, self.lab.work, engine, "1.0.1-plain", FROM_EMPTY) for engine in self.engines}
            self.platform.restart(ACCESS="nodeport", **charts)
            stores = {engine: self.platform.api.create(f"Side Door {engine}", engine)["id"] for engine in self.engines}
            for engine, store in stores.items():
                with self.suite.test(f"{engine}: READY at an address with a port of the node, where it takes an order"):
                    self._sells(store)
            for engine, store in stores.items():
                with self.suite.test(f"{engine}: deleted, nobody answers at that port"):
                    self._goes(store)

    def _sells(self, store):
        api = self.platform.api
        ready = api.wait_ready(store, READY_SECONDS)
        url = urllib.parse.urlparse(ready["store_url"])
        expect(ipaddress.ip_address(url.hostname) and url.port >= 30000, f"its address is {ready['store_url']}")
        ingresses = self.lab.cluster.items("ingresses", ready["namespace"])
        expect(not ingresses, f"it has an Ingress: {[i['metadata']['name'] for i in ingresses]}")
        shop = shop_of(ready, self.lab.http_port, api.credentials(store))
        shop.front_page()
        shop.admin_login()
        shop.admin_sees(shop.order())

    def _goes(self, store):
        api = self.platform.api
        shop = shop_of(api.store(store), self.lab.http_port, api.credentials(store))
        api.delete(store)
        api.wait_for(store, 60, "DELETED", lambda s: s["status"] == "DELETED")
        try:
            answer = shop.new_visitor().get("/").status
        except OSError:
            return
        expect(False, f"something answers {answer} at {shop.host}:{shop.port}")
