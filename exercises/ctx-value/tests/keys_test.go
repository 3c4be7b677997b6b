package exercise_test

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"unicode"

	"exercise"
)

// A key is safe when no other package can make an equal one. So this asks for the values, sees which keys
// are looked up, and uses those that anybody could make, as another package might.
func TestKeysOfOtherPackages(t *testing.T) {
	for _, key := range keysLookedUp() {
		if t.Failed() || !anyoneCanMake(reflect.ValueOf(key)) {
			continue
		}
		theirs := context.WithValue(context.Background(), key, "theirs")
		if id, ok := exercise.RequestID(theirs); ok {
			t.Errorf("another package kept a value of its own under the key %#v (%T), and RequestID returned %q, true", key, key, id)
		}
		if name, ok := exercise.User(theirs); ok {
			t.Errorf("another package kept a value of its own under the key %#v (%T), and User returned %q, true", key, key, name)
		}
		ours := exercise.WithUser(exercise.WithRequestID(theirs, "r-1"), "ann")
		if ours.Value(key) != "theirs" {
			t.Errorf("another package kept a value under the key %#v (%T), and one of yours has taken its place", key, key)
		}
		ours = context.WithValue(ours, key, "theirs")
		id, hasID := exercise.RequestID(ours)
		name, hasName := exercise.User(ours)
		if id != "r-1" || !hasID || name != "ann" || !hasName {
			t.Errorf("another package put a value under the key %#v (%T) into the context of a request, and yours was lost", key, key)
		}
	}
}

// curious is a context that notes the keys that it is asked for.
type curious struct {
	context.Context
	keys *[]any
}

func (c curious) Value(key any) any {
	*c.keys = append(*c.keys, key)
	return c.Context.Value(key)
}

func keysLookedUp() []any {
	var keys []any
	ctx := curious{context.Background(), &keys}
	exercise.RequestID(ctx)
	exercise.User(ctx)
	exercise.NewRecord(ctx, "looks")
	return keys
}

// anyoneCanMake says whether a package other than exercise can make a key that is equal to key.
func anyoneCanMake(key reflect.Value) bool {
	kind, its := key.Kind(), key.Type()
	named := its.PkgPath() != ""
	switch {
	case named && !unicode.IsUpper([]rune(its.Name())[0]) || kind == reflect.Chan || kind == reflect.UnsafePointer:
		return false
	case kind == reflect.Pointer:
		// Pointers to different variables are different, unless the variables are empty.
		equal := key.IsNil() || key.Pointer() == reflect.New(its.Elem()).Pointer()
		return equal && anyoneCanMake(reflect.Zero(its.Elem()))
	case kind == reflect.Struct:
		hidden := slices.ContainsFunc(reflect.VisibleFields(its), func(f reflect.StructField) bool { return !f.IsExported() })
		return !hidden || named && key.IsZero()
	}
	return true
}

func TestTwoKindsOfValue(t *testing.T) {
	idOnly := exercise.WithRequestID(context.Background(), "r-1")
	wantNoUser(t, idOnly)
	wantRecord(t, idOnly, "knocks", exercise.Record{RequestID: "r-1", User: "-", Text: "knocks"})

	userOnly := exercise.WithUser(context.Background(), "ann")
	wantNoRequestID(t, userOnly)
	wantRecord(t, userOnly, "knocks", exercise.Record{RequestID: "-", User: "ann", Text: "knocks"})

	for _, both := range []context.Context{exercise.WithUser(idOnly, "ann"), exercise.WithRequestID(userOnly, "r-1")} {
		wantRequestID(t, both, "r-1")
		wantUser(t, both, "ann")
	}
}

func TestMissingOrEmpty(t *testing.T) {
	for _, ctx := range []context.Context{
		context.Background(), context.TODO(), context.WithValue(t.Context(), theirKey{}, "theirs"),
	} {
		wantNoRequestID(t, ctx)
		wantNoUser(t, ctx)
		wantRecord(t, ctx, "", exercise.Record{RequestID: "-", User: "-"})
	}
	ctx := exercise.WithRequestID(exercise.WithUser(context.Background(), ""), "")
	wantRequestID(t, ctx, "")
	wantUser(t, ctx, "")
	wantRecord(t, ctx, "waits", exercise.Record{Text: "waits"})
	wantUser(t, exercise.WithUser(exercise.WithUser(context.Background(), "ann"), ""), "")
}

// theirKey is a key of the package of the tests.
type theirKey struct{}
