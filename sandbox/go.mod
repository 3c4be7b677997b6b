module raceway

go 1.27
