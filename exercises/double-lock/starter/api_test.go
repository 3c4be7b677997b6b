package exercise

// The names and types that the tests rely on. If one of these lines does not compile, put the
// declaration that it names in account.go back to what the statement says.
var (
	_ func(int, int64) *Account             = NewAccount
	_ func(*Account) int                    = (*Account).ID
	_ func(*Account) int64                  = (*Account).Balance
	_ func(*Account, int64) error           = (*Account).Deposit
	_ func(*Account, int64) error           = (*Account).Withdraw
	_ func(*Account, *Account, int64) error = Transfer
	_ func(...*Account) int64               = Total
)
