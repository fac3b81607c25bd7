package main

import (
	"context"
	"log"
	"time"
)

const (
	// A rollout changes many pods at once; one compilation serves them all.
	gather = 20 * time.Millisecond
	// How often the table is checked against somebody else's "nft flush ruleset".
	recheck = 10 * time.Second
	// How long to wait after nft has refused a ruleset.
	retry = time.Second
)

// enforce keeps the table equal to what the watched world demands, until ctx ends.
func enforce(ctx context.Context, watch *Watch, layout Layout, table Nft) error {
	changed, err := watch.Start(ctx)
	if err != nil {
		return err
	}
	applied := ""
	ticker := time.NewTicker(recheck)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-changed:
			time.Sleep(gather)
		case <-ticker.C:
			if !table.Exists(ctx) {
				applied = ""
			}
		}
		applied = replace(ctx, watch, layout, table, applied)
	}
}

// replace applies the ruleset if it differs from the one applied last, and returns what is in force now.
func replace(ctx context.Context, watch *Watch, layout Layout, table Nft, applied string) string {
	world, err := watch.World()
	if err != nil {
		log.Printf("cannot read the cluster, keeping the rules in force: %v", err)
		return applied
	}
	rules := Compile(world)
	text := layout.Render(rules)
	if text == applied {
		return applied
	}
	started := time.Now()
	if err := table.Replace(ctx, text); err != nil {
		log.Printf("nft refused the ruleset, trying again in %s: %v\n%s", retry, err, text)
		time.AfterFunc(retry, watch.Wake)
		return applied
	}
	log.Printf("applied in %s: %d pods, %d policies, %d guarded directions",
		time.Since(started).Round(time.Millisecond), len(world.Pods), len(world.Policies), len(rules.Chains))
	return text
}
