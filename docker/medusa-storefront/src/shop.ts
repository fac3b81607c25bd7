import Medusa from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/types"

export type Cart = HttpTypes.StoreCart
export type Product = HttpTypes.StoreProduct
export type Region = HttpTypes.StoreRegion
export type Order = HttpTypes.StoreOrder

export interface Address {
  email: string
  first_name: string
  last_name: string
  address_1: string
  city: string
  postal_code: string
  country_code: string
}

const CART = "cart"

/** The shop behind this page's own address, as one visitor sees it: one region, one cart. */
export class Shop {
  private constructor(
    readonly name: string,
    readonly region: Region,
    private readonly api: Medusa,
  ) {}

  /** Reads what differs between stores; every store is served by the same files. */
  static async open(): Promise<Shop> {
    const config = await (await fetch("/config.json")).json()
    const api = new Medusa({ baseUrl: location.origin, publishableKey: config.publishableKey, auth: { type: "session" } })
    const { regions } = await api.store.region.list({ fields: "*countries" })
    if (!regions[0]) throw new Error("This shop sells nowhere yet.")
    return new Shop(config.storeName, regions[0], api)
  }

  async products(): Promise<Product[]> {
    const { products } = await this.api.store.product.list({
      region_id: this.region.id,
      fields: "*variants.calculated_price,+variants.inventory_quantity",
      limit: 100,
    })
    return products
  }

  /** The cart of an earlier visit, if it is still open. */
  async cart(): Promise<Cart | undefined> {
    const id = localStorage.getItem(CART)
    if (!id) return undefined
    try {
      return (await this.api.store.cart.retrieve(id)).cart
    } catch {
      localStorage.removeItem(CART)
      return undefined
    }
  }

  async add(cart: Cart | undefined, variant: string): Promise<Cart> {
    const open = cart ?? (await this.api.store.cart.create({ region_id: this.region.id })).cart
    localStorage.setItem(CART, open.id)
    return (await this.api.store.cart.createLineItem(open.id, { variant_id: variant, quantity: 1 })).cart
  }

  async change(cart: Cart, item: string, quantity: number): Promise<Cart> {
    if (quantity > 0) return (await this.api.store.cart.updateLineItem(cart.id, item, { quantity })).cart
    await this.api.store.cart.deleteLineItem(cart.id, item)
    return (await this.api.store.cart.retrieve(cart.id)).cart
  }

  /** The first way of shipping that the shop offers for a cart. */
  async shipping(cart: string) {
    return (await this.api.store.fulfillment.listCartOptions({ cart_id: cart })).shipping_options[0]
  }

  async placed(order: string): Promise<Order> {
    return (await this.api.store.order.retrieve(order)).order
  }

  /** Sends the goods to the address, by the first way of shipping, paid on delivery. */
  async order(cart: Cart, address: Address): Promise<Order> {
    const { email, ...place } = address
    await this.api.store.cart.update(cart.id, { email, shipping_address: place, billing_address: place })
    const option = await this.shipping(cart.id)
    if (!option) throw new Error("This shop does not ship to that address.")
    const shipped = await this.api.store.cart.addShippingMethod(cart.id, { option_id: option.id })
    await this.api.store.payment.initiatePaymentSession(shipped.cart, { provider_id: "pp_system_default" })
    const result = await this.api.store.cart.complete(cart.id)
    if (result.type !== "order") throw new Error(result.error.message)
    localStorage.removeItem(CART)
    return result.order
  }

  money(amount: number | null | undefined): string {
    return new Intl.NumberFormat(undefined, { style: "currency", currency: this.region.currency_code }).format(amount ?? 0)
  }
}
