import { useEffect, useState, type FormEvent } from "react"
import { Link } from "./route"
import type { Address, Cart, Shop } from "./shop"

const FIELDS = [
  { name: "email", label: "E-mail", type: "email", autoComplete: "email" },
  { name: "first_name", label: "First name", type: "text", autoComplete: "given-name" },
  { name: "last_name", label: "Last name", type: "text", autoComplete: "family-name" },
  { name: "address_1", label: "Street and number", type: "text", autoComplete: "address-line1" },
  { name: "postal_code", label: "Postal code", type: "text", autoComplete: "postal-code" },
  { name: "city", label: "City", type: "text", autoComplete: "address-level2" },
]

interface CheckoutPageProps {
  shop: Shop
  cart: Cart | undefined
  busy: boolean
  order: (address: Address) => void
}

export function CheckoutPage({ shop, cart, busy, order }: CheckoutPageProps) {
  const shipping = useShippingPrice(shop, cart)
  if (!cart?.items?.length) {
    return (
      <section className="empty">
        <h1>There is nothing to check out.</h1>
        <Link className="button" href="/">
          To the shop
        </Link>
      </section>
    )
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    order(Object.fromEntries(new FormData(event.currentTarget)) as unknown as Address)
  }
  return (
    <section className="narrow">
      <h1>Checkout</h1>
      <form onSubmit={submit}>
        {FIELDS.map((field) => (
          <label key={field.name} className={field.name}>
            {field.label}
            <input name={field.name} type={field.type} autoComplete={field.autoComplete} required />
          </label>
        ))}
        <label>
          Country
          <select name="country_code" autoComplete="country" required>
            {shop.region.countries?.map((country) => (
              <option key={country.iso_2} value={country.iso_2}>
                {country.display_name ?? country.iso_2?.toUpperCase()}
              </option>
            ))}
          </select>
        </label>
        <div className="summary">
          <p>
            <span>Goods</span>
            <span className="money">{shop.money(cart.item_total)}</span>
          </p>
          <p>
            <span>Delivery</span>
            <span className="money">{shipping === undefined ? "…" : shop.money(shipping)}</span>
          </p>
          <p className="total">
            <span>To pay on delivery</span>
            <span className="money">{shop.money((cart.item_total ?? 0) + (shipping ?? 0))}</span>
          </p>
        </div>
        <button className="button wide" disabled={busy}>
          Place the order
        </button>
      </form>
    </section>
  )
}

/** What the delivery will cost; the order itself asks again. */
function useShippingPrice(shop: Shop, cart: Cart | undefined): number | undefined {
  const [price, setPrice] = useState<number>()
  const id = cart?.id
  useEffect(() => {
    if (id) void shop.shipping(id).then((option) => setPrice(option?.amount), () => setPrice(undefined))
  }, [shop, id])
  return price
}
