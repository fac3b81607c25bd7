package vaultserver

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"testing"

	kubernetes "github.com/hashicorp/vault-plugin-auth-kubernetes"
	kv "github.com/hashicorp/vault-plugin-secrets-kv"
	"github.com/hashicorp/vault/http"
	"github.com/hashicorp/vault/sdk/logical"
	"github.com/hashicorp/vault/vault"
)

// TestServe runs a real Vault core in memory, with KV and Kubernetes auth, until it is told to end.
func TestServe(t *testing.T) {
	core, _, root := vault.TestCoreUnsealedWithConfig(t, &vault.CoreConfig{
		LogicalBackends:    map[string]logical.Factory{"kv": kv.Factory},
		CredentialBackends: map[string]logical.Factory{"kubernetes": kubernetes.Factory},
	})
	listener, address := http.TestServer(t, core)
	defer listener.Close()
	fmt.Printf("VAULT_ADDR=%s\nVAULT_TOKEN=%s\n", address, root)
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM, syscall.SIGINT)
	<-end
}
