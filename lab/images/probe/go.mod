module storeweaver.io/lab/probe

go 1.25.0
