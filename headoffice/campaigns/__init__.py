"""Messages to many: proposed by one person, approved by another, handed out to the company's sending tool."""
