import { useEffect, useState } from "react"
import { Link } from "./route"
import type { Order, Shop } from "./shop"

export function OrderPage({ shop, id }: { shop: Shop; id: string }) {
  const [order, setOrder] = useState<Order>()
  const [missing, setMissing] = useState(false)
  useEffect(() => {
    void shop.placed(id).then(setOrder, () => setMissing(true))
  }, [shop, id])
  if (missing) return <p role="alert">This order cannot be shown.</p>
  if (!order) return <p className="quiet">Loading…</p>
  return (
    <section className="narrow" role="status">
      <h1>Thank you.</h1>
      <p>
        Order <strong>#{order.display_id}</strong> is on its way; you pay {shop.money(order.total)} when it arrives.
      </p>
      <ul className="lines">
        {order.items?.map((item) => (
          <li key={item.id}>
            {item.thumbnail ? <img src={item.thumbnail} alt="" width="80" height="80" /> : <span className="picture" />}
            <div>
              <span>{item.product_title ?? item.title}</span>
              <span className="quiet">
                {item.variant_title} · {item.quantity}
              </span>
            </div>
            <span className="money">{shop.money(item.unit_price * item.quantity)}</span>
          </li>
        ))}
      </ul>
      <Link className="button" href="/">
        Back to the shop
      </Link>
    </section>
  )
}
