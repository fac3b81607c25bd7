// Loads the server's modules, waits for the schema that they need, and starts.
const { prepareEnvironment, imageVersion } = require("./settings")
const marker = require("./marker")

// Until Medusa has its own handlers there is nothing to finish.
const leave = () => process.exit(0)

async function main() {
  process.on("SIGTERM", leave)
  prepareEnvironment()
  const start = require("@medusajs/medusa/commands/start").default
  const client = await marker.connect()
  while (!marker.reaches(await marker.read(client, "schema"), imageVersion())) {
    await marker.pause(300)
  }
  await client.end()
  process.off("SIGTERM", leave)
  await start({ port: 9000, host: "0.0.0.0", directory: process.cwd() })
}

main().catch((error) => {
  console.error(`Medusa could not start: ${error.message}`)
  process.exit(1)
})
