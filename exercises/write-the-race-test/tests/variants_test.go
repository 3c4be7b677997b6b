package exercise_test

import (
	"testing"

	"exercise"
)

func with(t *testing.T, variant exercise.RacewayVariant) {
	exercise.RacewayUse(variant)
	defer exercise.RacewayUse(exercise.RacewayPlain)
	exercise.TestCache(t)
}

func TestPassesWithManyReaders(t *testing.T)  { with(t, exercise.RacewayReaders) }
func TestPassesWithAnOwner(t *testing.T)      { with(t, exercise.RacewayOwner) }
func TestFindsFaultInGet(t *testing.T)        { with(t, exercise.RacewayGetWithoutLock) }
func TestFindsFaultInLen(t *testing.T)        { with(t, exercise.RacewayLenWithoutLock) }
func TestFindsFaultInSet(t *testing.T)        { with(t, exercise.RacewaySetUnderReadLock) }
func TestFindsFaultInDelete(t *testing.T)     { with(t, exercise.RacewayDeleteUnderReadLock) }
func TestFindsFaultAmongReaders(t *testing.T) { with(t, exercise.RacewayReadersCount) }
func TestFindsFaultInUpdate(t *testing.T)     { with(t, exercise.RacewayUpdateInTwoSteps) }
func TestFindsLostSet(t *testing.T)           { with(t, exercise.RacewayCopyWithoutCheck) }
func TestFindsFaultInSnapshot(t *testing.T)   { with(t, exercise.RacewaySnapshotIsTheMap) }
