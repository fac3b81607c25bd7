import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

let personalised = false

/** 200 once the set-up has left its marker, as long as a region and products can be listed; else 503 with the reason. */
export async function GET(request: MedusaRequest, response: MedusaResponse) {
  try {
    response.status(200).json({ ready: true, products: await listedProducts(request) })
  } catch (error) {
    response.setHeader("Retry-After", "5")
    response.status(503).json({ ready: false, reason: (error as Error).message })
  }
}

async function listedProducts(request: MedusaRequest): Promise<number> {
  if (!personalised) {
    const database = request.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const marks = await database.raw("select 1 from storeweaver_setup where step = 'applied'")
    if (marks.rows.length === 0) {
      throw new Error("the set-up has not ended")
    }
    personalised = true
  }
  const query = request.scope.resolve(ContainerRegistrationKeys.QUERY)
  const regions = await query.graph({ entity: "region", fields: ["id"], pagination: { take: 1 } })
  if (regions.data.length === 0) {
    throw new Error("the shop has no region")
  }
  const products = await query.graph({ entity: "product", fields: ["id"], pagination: { take: 1 } })
  return products.data.length
}
