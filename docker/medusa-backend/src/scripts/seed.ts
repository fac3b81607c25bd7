import { readFileSync } from "node:fs"
import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createInventoryLevelsWorkflow,
  createProductCategoriesWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"

type Container = ExecArgs["container"]
type Found = { id: string } & Record<string, any>

// Currency, country and names of this shop are changed afterwards by lib/personalise.js, which knows these.
const CURRENCY = "usd"
const COUNTRY = "us"
const SHIPPING = 5

interface Item {
  handle: string
  sku: string
  name: string
  price: number
  category: string
  description: string
  sizes?: string[]
}

/** A shop that takes orders paid on delivery. Every step looks first, so a second run completes what a first one began. */
export default async function seed({ container }: ExecArgs) {
  const channel = await salesChannel(container)
  await storeSettings(container, channel)
  const region = await regionWithTaxes(container)
  const location = await stockLocation(container, channel)
  const profile = await shippingProfile(container)
  await shippingOption(container, location, profile, region)
  await publishableKey(container, channel)
  await products(container, channel, profile)
  await stock(container, location)
}

async function find(container: Container, entity: string, fields: string[], filters = {}): Promise<Found | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity, fields, filters } as never)
  return (data as Found[])[0]
}

async function salesChannel(container: Container): Promise<Found> {
  const name = "Default Sales Channel"
  const found = await find(container, "sales_channel", ["id"], { name })
  if (found) return found
  const { result } = await createSalesChannelsWorkflow(container).run({ input: { salesChannelsData: [{ name }] } })
  return result[0]
}

async function storeSettings(container: Container, channel: Found) {
  const store = await find(container, "store", ["id"])
  const update = {
    supported_currencies: [{ currency_code: CURRENCY, is_default: true }],
    default_sales_channel_id: channel.id,
  }
  await updateStoresWorkflow(container).run({ input: { selector: { id: store!.id }, update } })
}

async function regionWithTaxes(container: Container): Promise<Found> {
  if (!(await find(container, "tax_region", ["id"], { country_code: COUNTRY }))) {
    await createTaxRegionsWorkflow(container).run({ input: [{ country_code: COUNTRY, provider_id: "tp_system" }] })
  }
  const found = await find(container, "region", ["id"])
  if (found) return found
  const region = {
    name: COUNTRY.toUpperCase(),
    currency_code: CURRENCY,
    countries: [COUNTRY],
    payment_providers: ["pp_system_default"],
  }
  const { result } = await createRegionsWorkflow(container).run({ input: { regions: [region] } })
  return result[0]
}

async function stockLocation(container: Container, channel: Found): Promise<Found> {
  const name = "Main warehouse"
  const fields = ["id", "fulfillment_providers.id", "fulfillment_sets.id", "sales_channels.id"]
  if (!(await find(container, "stock_location", ["id"], { name }))) {
    const address = { address_1: "", country_code: COUNTRY.toUpperCase() }
    await createStockLocationsWorkflow(container).run({ input: { locations: [{ name, address }] } })
  }
  const location = (await find(container, "stock_location", fields, { name }))!
  if (!location.fulfillment_providers?.length) {
    await container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
    })
  }
  if (!location.sales_channels?.length) {
    await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id: location.id, add: [channel.id] } })
  }
  return location
}

async function shippingProfile(container: Container): Promise<Found> {
  const found = (await container.resolve(Modules.FULFILLMENT).listShippingProfiles({ type: "default" }))[0]
  if (found) return found
  const { result } = await createShippingProfilesWorkflow(container).run({ input: { data: [{ name: "Default", type: "default" }] } })
  return result[0]
}

async function shippingOption(container: Container, location: Found, profile: Found, region: Found) {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const name = "Main delivery"
  const relations = { relations: ["service_zones"] }
  if (!(await fulfillment.listFulfillmentSets({ name })).length) {
    const zone = { name: COUNTRY.toUpperCase(), geo_zones: [{ country_code: COUNTRY, type: "country" as const }] }
    await fulfillment.createFulfillmentSets({ name, type: "shipping", service_zones: [zone] })
  }
  const [set] = await fulfillment.listFulfillmentSets({ name }, relations)
  if (!location.fulfillment_sets?.length) {
    await container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
      [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
    })
  }
  if ((await fulfillment.listShippingOptions({ name: "Standard shipping" })).length) return
  await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Standard shipping",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: set.service_zones[0].id,
        shipping_profile_id: profile.id,
        type: { label: "Standard", description: "2-3 days", code: "standard" },
        prices: [
          { currency_code: CURRENCY, amount: SHIPPING },
          { region_id: region.id, amount: SHIPPING },
        ],
        rules: [
          { attribute: "enabled_in_store", value: "true", operator: "eq" },
          { attribute: "is_return", value: "false", operator: "eq" },
        ],
      },
    ],
  })
}

async function publishableKey(container: Container, channel: Found) {
  const filters = { type: "publishable", title: "Storefront" }
  if (!(await find(container, "api_key", ["id"], filters))) {
    const key = { title: "Storefront", type: "publishable" as const, created_by: "" }
    await createApiKeysWorkflow(container).run({ input: { api_keys: [key] } })
  }
  const key = (await find(container, "api_key", ["id", "sales_channels.id"], filters))!
  if (!key.sales_channels?.length) {
    await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key.id, add: [channel.id] } })
  }
}

async function products(container: Container, channel: Found, profile: Found) {
  const catalogue: Item[] = JSON.parse(readFileSync("catalogue.json", "utf8"))
  for (const item of catalogue) {
    if (await find(container, "product", ["id"], { handle: item.handle })) continue
    const category = await productCategory(container, item.category)
    const made = { ...describe(item), shipping_profile_id: profile.id, category_ids: [category.id], sales_channels: [{ id: channel.id }] }
    await createProductsWorkflow(container).run({ input: { products: [made] } })
  }
}

async function productCategory(container: Container, name: string): Promise<Found> {
  const found = await find(container, "product_category", ["id"], { name })
  if (found) return found
  const { result } = await createProductCategoriesWorkflow(container).run({ input: { product_categories: [{ name, is_active: true }] } })
  return result[0]
}

/** Pictures are files of the storefront, which answers at the same address as the admin. */
function describe(item: Item) {
  const picture = `/pictures/${item.handle}.svg`
  const sizes = item.sizes ?? ["One size"]
  return {
    title: item.name,
    handle: item.handle,
    description: item.description,
    status: ProductStatus.PUBLISHED,
    weight: 300,
    thumbnail: picture,
    images: [{ url: picture }],
    options: [{ title: "Size", values: sizes }],
    variants: sizes.map((size) => ({
      title: size,
      sku: item.sizes ? `${item.sku}-${size}` : item.sku,
      options: { Size: size },
      prices: [{ amount: item.price, currency_code: CURRENCY }],
    })),
  }
}

async function stock(container: Container, location: Found) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "inventory_item", fields: ["id", "location_levels.location_id"] })
  const missing = (data as Found[]).filter(
    (item) => !item.location_levels?.some((level: { location_id: string } | null) => level?.location_id === location.id),
  )
  if (missing.length === 0) return
  const levels = missing.map((item) => ({ location_id: location.id, inventory_item_id: item.id, stocked_quantity: 100 }))
  await createInventoryLevelsWorkflow(container).run({ input: { inventory_levels: levels } })
}
