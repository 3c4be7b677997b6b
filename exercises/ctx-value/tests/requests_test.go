package exercise_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// Requests are in one chain at the same time and take turns there. Each leaves a goroutine behind, which
// makes a record when all of them, and others after them, have been answered.
func TestRequestsTakeTurns(t *testing.T) {
	const requests = 6
	synctest.Test(t, func(t *testing.T) {
		part := exercise.Parallel(func(ctx context.Context, request exercise.Request) {
			for turn := range 3 {
				text := fmt.Sprint("turn ", turn)
				wantRecord(t, ctx, text, exercise.Record{RequestID: request.ID + ".1", User: request.User, Text: text})
				time.Sleep(time.Second)
			}
		})
		handler := exercise.Chain(func(ctx context.Context, request exercise.Request) {
			go func() {
				time.Sleep(time.Minute)
				wantRecord(t, ctx, "later", exercise.Record{RequestID: request.ID, User: request.User, Text: "later"})
			}()
			part(ctx, request)
		}, exercise.Identify)
		for wave := range 2 {
			together(requests, func(i int) {
				time.Sleep(time.Duration(i) * 100 * time.Millisecond)
				id := fmt.Sprintf("r-%d-%d", wave, i)
				handler(context.Background(), exercise.Request{ID: id, User: "user of " + id})
			})
		}
		time.Sleep(time.Hour)
	})
}
