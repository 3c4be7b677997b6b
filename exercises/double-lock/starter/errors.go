package exercise

import "errors"

var (
	// ErrAmount is the error for an amount that is not greater than zero.
	ErrAmount = errors.New("the amount must be greater than zero")
	// ErrFunds is the error for an amount that the account does not have.
	ErrFunds = errors.New("the account does not have that much")
)
