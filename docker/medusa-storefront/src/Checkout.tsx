import type { FormEvent } from "react"
import type { Address, Cart, Shop } from "./shop"

const FIELDS = [
  { name: "email", label: "E-mail", type: "email", autoComplete: "email" },
  { name: "first_name", label: "First name", type: "text", autoComplete: "given-name" },
  { name: "last_name", label: "Last name", type: "text", autoComplete: "family-name" },
  { name: "address_1", label: "Street and number", type: "text", autoComplete: "address-line1" },
  { name: "postal_code", label: "Postal code", type: "text", autoComplete: "postal-code" },
  { name: "city", label: "City", type: "text", autoComplete: "address-level2" },
]

interface CheckoutProps {
  shop: Shop
  cart: Cart
  busy: boolean
  checkout: (address: Address) => void
}

export function Checkout({ shop, busy, checkout }: CheckoutProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    checkout(Object.fromEntries(new FormData(event.currentTarget)) as unknown as Address)
  }
  return (
    <section aria-labelledby="checkout-title">
      <h2 id="checkout-title">Where to?</h2>
      <form onSubmit={submit}>
        {FIELDS.map((field) => (
          <label key={field.name}>
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
        <button className="order" disabled={busy}>
          Order, pay on delivery
        </button>
      </form>
    </section>
  )
}
