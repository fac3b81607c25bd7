import type { Cart, Shop } from "./shop"

interface CartProps {
  shop: Shop
  cart: Cart
  busy: boolean
  change: (item: string, quantity: number) => void
}

export function CartView({ shop, cart, busy, change }: CartProps) {
  return (
    <section id="cart" aria-labelledby="cart-title">
      <h2 id="cart-title">Cart</h2>
      <table>
        <tbody>
          {cart.items?.map((item) => {
            const name = [item.product_title, item.variant_title].filter(Boolean).join(", ")
            return (
              <tr key={item.id}>
                <th scope="row">{name}</th>
                <td className="quantity">
                  <button disabled={busy} aria-label={`One ${name} less`} onClick={() => change(item.id, item.quantity - 1)}>
                    −
                  </button>
                  {item.quantity}
                  <button disabled={busy} aria-label={`One ${name} more`} onClick={() => change(item.id, item.quantity + 1)}>
                    +
                  </button>
                </td>
                <td className="money">{shop.money(item.unit_price * item.quantity)}</td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total so far</th>
            <td />
            <td className="money">{shop.money(cart.total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
