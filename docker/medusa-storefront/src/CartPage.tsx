import { Link } from "./route"
import type { Cart, Shop } from "./shop"

interface CartPageProps {
  shop: Shop
  cart: Cart | undefined
  busy: boolean
  change: (item: string, quantity: number) => void
}

export function CartPage({ shop, cart, busy, change }: CartPageProps) {
  const items = cart?.items ?? []
  if (items.length === 0) {
    return (
      <section className="empty">
        <h1>Your cart is empty.</h1>
        <Link className="button" href="/">
          To the shop
        </Link>
      </section>
    )
  }
  return (
    <section className="narrow">
      <h1>Cart</h1>
      <ul className="lines">
        {items.map((item) => {
          const name = item.product_title ?? item.title
          return (
            <li key={item.id}>
              {item.thumbnail ? <img src={item.thumbnail} alt="" width="80" height="80" /> : <span className="picture" />}
              <div>
                <Link href={`/products/${item.product_handle ?? ""}`}>{name}</Link>
                <span className="quiet">{item.variant_title}</span>
              </div>
              <div className="quantity">
                <button disabled={busy} aria-label={`One ${name} less`} onClick={() => change(item.id, item.quantity - 1)}>
                  −
                </button>
                <span>{item.quantity}</span>
                <button disabled={busy} aria-label={`One ${name} more`} onClick={() => change(item.id, item.quantity + 1)}>
                  +
                </button>
              </div>
              <span className="money">{shop.money(item.unit_price * item.quantity)}</span>
            </li>
          )
        })}
      </ul>
      <p className="total">
        <span>Subtotal</span>
        <span className="money">{shop.money(cart!.item_total)}</span>
      </p>
      <Link className="button wide" href="/checkout">
        Check out
      </Link>
    </section>
  )
}
