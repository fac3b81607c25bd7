import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from "react"

const MOVED = "shop:moved"

function subscribe(changed: () => void) {
  addEventListener("popstate", changed)
  addEventListener(MOVED, changed)
  return () => {
    removeEventListener("popstate", changed)
    removeEventListener(MOVED, changed)
  }
}

/** The path of the page that is shown, as its parts: /products/mug is ["products", "mug"]. */
export function useRoute(): string[] {
  const path = useSyncExternalStore(subscribe, () => location.pathname)
  return path.split("/").filter(Boolean).map(decodeURIComponent)
}

export function go(path: string) {
  history.pushState(null, "", path)
  dispatchEvent(new Event(MOVED))
  scrollTo({ top: 0 })
}

/** A link within the shop: no new page is loaded, and every other way to use a link stays. */
export function Link({ href, ...more }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(href)
  }
  return <a href={href} onClick={follow} {...more} />
}
