import { defineConfig } from "@medusajs/framework/utils"

// Visitors come to one address for shop, API and admin, so nobody else's pages need to be let in.
const url = process.env.STORE_URL || "http://localhost:9000"
const redisUrl = process.env.REDIS_URL

const inRedis = redisUrl
  ? [
      { resolve: "@medusajs/medusa/cache-redis", options: { redisUrl } },
      { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
      { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { url: redisUrl } } },
    ]
  : []

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { ssl: false, sslmode: "disable" } as never,
    ...(redisUrl ? { redisUrl } : {}),
    http: {
      storeCors: url,
      adminCors: url,
      authCors: url,
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
    // A browser drops secure cookies that come over plain http, and nobody could log in to the admin.
    cookieOptions: url.startsWith("https:") ? undefined : { secure: false, sameSite: "lax" },
  },
  admin: { backendUrl: "/" },
  modules: [
    {
      resolve: "@medusajs/medusa/file",
      options: {
        providers: [
          { resolve: "@medusajs/medusa/file-local", id: "local", options: { upload_dir: "static", backend_url: `${url}/static` } },
        ],
      },
    },
    ...inRedis,
  ],
})
