package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
)

// Watch follows the objects that the rules depend on and says when any of them has changed.
type Watch struct {
	node    string
	factory informers.SharedInformerFactory
	changed chan struct{}
}

// NewWatch prepares a watch; nothing is asked of the API server before Start.
func NewWatch(client kubernetes.Interface, node string) *Watch {
	return &Watch{
		node:    node,
		factory: informers.NewSharedInformerFactory(client, 0),
		changed: make(chan struct{}, 1),
	}
}

// Start lists everything once and returns the channel that fires after changes. It fails when ctx ends before that.
func (w *Watch) Start(ctx context.Context) (<-chan struct{}, error) {
	pods := w.factory.Core().V1().Pods().Informer()
	if err := pods.SetTransform(trimPod); err != nil {
		return nil, fmt.Errorf("cannot watch pods: %w", err)
	}
	for _, informer := range []cache.SharedIndexInformer{
		pods,
		w.factory.Core().V1().Namespaces().Informer(),
		w.factory.Networking().V1().NetworkPolicies().Informer(),
	} {
		handler := cache.ResourceEventHandlerFuncs{
			AddFunc:    func(any) { w.Wake() },
			UpdateFunc: func(any, any) { w.Wake() },
			DeleteFunc: func(any) { w.Wake() },
		}
		if _, err := informer.AddEventHandler(handler); err != nil {
			return nil, fmt.Errorf("cannot watch: %w", err)
		}
	}
	w.factory.Start(ctx.Done())
	for kind, synced := range w.factory.WaitForCacheSync(ctx.Done()) {
		if !synced {
			return nil, fmt.Errorf("ended before the first list of %s was complete", kind)
		}
	}
	w.Wake()
	return w.changed, nil
}

// Wake makes the channel of Start fire; wakes that nobody has taken yet become one.
func (w *Watch) Wake() {
	select {
	case w.changed <- struct{}{}:
	default:
	}
}

// World reads a snapshot from the caches.
func (w *Watch) World() (World, error) {
	pods, podsErr := w.factory.Core().V1().Pods().Lister().List(labels.Everything())
	namespaces, namespacesErr := w.factory.Core().V1().Namespaces().Lister().List(labels.Everything())
	policies, policiesErr := w.factory.Networking().V1().NetworkPolicies().Lister().List(labels.Everything())
	if err := errors.Join(podsErr, namespacesErr, policiesErr); err != nil {
		return World{}, err
	}
	slices.SortFunc(policies, func(a, b *networking.NetworkPolicy) int {
		return strings.Compare(a.Namespace+"/"+a.Name, b.Namespace+"/"+b.Name)
	})
	world := World{Pods: podsOf(pods, w.node), Namespaces: map[string]labels.Set{}, Policies: policies}
	for _, namespace := range namespaces {
		world.Namespaces[namespace.Name] = namespace.Labels
	}
	return world, nil
}

// trimPod keeps what the rules need, so that memory does not grow with the pods' templates.
func trimPod(object any) (any, error) {
	pod, ok := object.(*core.Pod)
	if !ok {
		return object, nil
	}
	kept := &core.Pod{
		ObjectMeta: meta.ObjectMeta{
			Namespace:       pod.Namespace,
			Name:            pod.Name,
			UID:             pod.UID,
			ResourceVersion: pod.ResourceVersion,
			Labels:          pod.Labels,
		},
		Spec:   core.PodSpec{NodeName: pod.Spec.NodeName, HostNetwork: pod.Spec.HostNetwork},
		Status: core.PodStatus{PodIP: pod.Status.PodIP, Phase: pod.Status.Phase},
	}
	for _, container := range pod.Spec.Containers {
		kept.Spec.Containers = append(kept.Spec.Containers, core.Container{Ports: container.Ports})
	}
	return kept, nil
}
